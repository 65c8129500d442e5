//! Garbled texts made right, and real texts left alone.

use super::*;
use proptest::prelude::*;

fn repaired(text: &str) -> Draft {
    let mut draft = Draft {
        text: text.to_owned(),
        ..Draft::default()
    };
    repair(&mut draft);
    draft
}

fn garbled(text: &str, encoding: &'static encoding_rs::Encoding) -> String {
    text.bytes()
        .map(|byte| {
            let bytes = [byte];
            encoding.decode_without_bom_handling(&bytes).0.into_owned()
        })
        .collect()
}

#[test]
fn signs_are_put_right_in_every_code_page() {
    for text in [
        "Shares fell — again",
        "the firm’s view",
        "Read more →",
        "costs 5 € a day",
    ] {
        for encoding in [
            encoding_rs::WINDOWS_1252,
            encoding_rs::WINDOWS_1251,
            encoding_rs::MACINTOSH,
        ] {
            let draft = repaired(&garbled(text, encoding));
            assert_eq!(draft.text, text, "{}", encoding.name());
            assert_eq!(draft.repairs.len(), 1);
        }
    }
}

#[test]
fn real_words_of_other_scripts_stay() {
    for text in [
        "โคกและโขงเป็นชื่อของสถานที่ในประเทศไทย",
        "Он сказал: «законов…» и ушёл",
        "Ваше слово — „закон“",
        "Η ανατροφή τους",
        "Über Öl & Äpfel: «voilà»…",
        "(-1/2)! = √π",
        "VOCÊ… SÓ… É®",
        "5×£35 and 10×…",
        "A LÃ\u{a0}DE OVELHA",
        "ã†â€™ã¢â‚¬ãƒæ’ã‚â¢ãƒâ¢ã¢â‚¬å¡ã‚â¬ãƒâ",
    ] {
        assert_eq!(repaired(text).text, text);
    }
}

#[test]
fn letters_that_are_leads_of_signs_in_some_code_page_stay_in_real_words() {
    for text in [
        "Saeimā tikšanās bija īsa. Šodien viņi runā par nākamā gada plānu, maksām un ceļā pavadīto laiku.",
        "Dağda soğuk var, yağmur doğudan geldi, ağaç eğildi ve bağ bozuldu.",
        "Það verður að vera þannig að maður geti lesið það við góða birtu.",
        "Među građanima vlada uvjerenje da je šuma šira, a žeđ među njima duža.",
        "Cât de mult rămâne, atât cât pâine, mâine, câine și hotărât.",
        "Le pâtissier lâche sa pâte; le château, la tâche, un bâton.",
        "Zażółć gęślą jaźń, mówiła Łucja, a świat jej słuchał.",
        "Người ta nói rằng đường đi đến đâu cũng đẹp.",
        "He read aloud: мир в доме.\nThen once more: дом в лесу.\nAnd last: лес в саду.",
        "The word โต is short.\nSo is โก here.\nAnd โค as well, with โคก, โขน, โมง.",
        "שלום לכולם, היום יום יפה. مرحبا بكم في الجريدة اليوم.",
        "今天的新闻很多，读者很忙。きょうのニュースです。",
        "Vilciens Rīgā–Šauļos kavējas; “её” дом, её… и ağaç’şeker gibi, bıçkı’şey.",
    ] {
        assert_eq!(repaired(text).text, text);
    }
}

#[test]
fn an_apostrophe_that_lost_two_bytes_comes_back_where_nothing_else_is_written_so() {
    assert_eq!(
        repaired("They donât know. Itâs late, and heâs gone.").text,
        "They don’t know. It’s late, and he’s gone."
    );
    let once = "The pâté isnât bad. Itâs late, and heâs gone.";
    assert_eq!(repaired(once).text, once);
}

#[test]
fn a_repaired_letter_is_not_read_again() {
    let text = "Saeimā tikšanās ar Valsts prezidentu Rīgas pilī";
    assert_eq!(repaired(&garbled(text, encoding_rs::MACINTOSH)).text, text);
    let dash = garbled("for – a few weeks", encoding_rs::MACINTOSH);
    assert_eq!(repaired(&dash).text, "for – a few weeks");
}

#[test]
fn several_layers_come_off_one_by_one() {
    let mut text = "Élan, naïveté — Ångström’s “façade”".to_owned();
    let want = text.clone();
    for _ in 0..3 {
        text = garbled(&text, encoding_rs::WINDOWS_1252);
        assert_eq!(repaired(&text).text, want);
    }
}

#[test]
fn a_space_in_place_of_a_byte_is_read_where_the_text_is_known_to_be_garbled() {
    assert_eq!(
        repaired("Ã la crÃ¨me, dÃ©jÃ  vu, jusqu'Ã nos thÃ©Ã¢tres").text,
        "à la crème, déjà vu, jusqu'à nos théâtres"
    );
    assert_eq!(repaired("Ã la carte").text, "Ã la carte");
    assert_eq!(
        repaired("the â€œplanâ€? of â€œtodayâ€\u{9d}").text,
        "the “plan\u{fffd} of “today”"
    );
}

#[test]
fn one_odd_letter_among_right_ones_is_a_spelling() {
    let text = "Ærø – DrÃ¥ber";
    assert_eq!(repaired(text).text, text);
}

#[test]
fn lost_bytes_are_guessed_only_where_the_text_shows_it_is_garbled() {
    assert_eq!(repaired("the river โข flows").text, "the river โข flows");
    let list = "โขOne\nโขTwo\nโขThree weakโbut real\n";
    let draft = repaired(list);
    assert_eq!(draft.text, "•One\n•Two\n•Three weak—but real\n");
    assert!(
        draft
            .repairs
            .iter()
            .all(|r| r.certainty == Certainty::Likely)
    );
}

/// Signs as pages use them, of two, three and four bytes.
const SIGNS: &[&str] = &[
    "€", "—", "’", "…", "•", "→", "✅", "⚡", "📊", "🛠️", "🔮", "👉",
];

/// Words of living languages, with the letters that some code page shows for the lead of a sequence.
const WORDS: &[&str] = &[
    "château lâche déjà où pâte bâton âge être œuvre façade naïve Noël",
    "žluťoučký kůň šest švestka dům řeka žďár ještě ďábel hráz",
    "Saeimā šodien tikšanās ceļā māja lēmums gads ņem žurnāls ķirsis",
    "ağaç dağda yağmur şeker çığ göz İstanbul ığdır düş eğildi",
    "það verður að þannig maður við góða æska örn ðe",
    "người được đường đâu nước ước mơ tiếng việt ấm ủng",
    "câine pâine mâine hotărât ștință țară înainte și",
    "zażółć gęślą jaźń łódź ćma dźwięk ość śnieg",
    "в мире дом лес поле ёж пётр и на из рука ветер её Прага",
    "η ανατροφή τους πόλη καλημέρα ό,τι βιβλίο Ελλάδα ψωμί",
    "שלום עולם היום יפה מאוד ספר בית",
    "مرحبا بكم في الجريدة اليوم كتاب بيت",
    "โคก โขง โดย โลก เมือง ไทย โต โถ ยาย เขา โมง โปรด วันนี้ เป็น",
    "今天 新闻 读者 很忙 世界 きょう ニュース 오늘 신문",
    "årsmøte blåbær æble über Äpfel größe ñandú você são coração às",
];

/// Words of one language, with the punctuation of real text.
fn sentence() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS).prop_flat_map(|words| {
        let words: Vec<&str> = words.split(' ').collect();
        let ends = vec![
            " ", ", ", ". ", " — ", "\n", "… ", " «", "» ", "” ", "\u{a0}", " “", "™ ",
        ];
        let word = (prop::sample::select(words), prop::sample::select(ends));
        prop::collection::vec(word, 1..40).prop_map(|words| {
            words
                .into_iter()
                .map(|(word, end)| word.to_owned() + end)
                .collect()
        })
    })
}

/// A plain sentence with one sign in it.
fn with_sign() -> impl Strategy<Value = String> {
    let words = prop::collection::vec("[A-Za-z]{1,9}", 1..7);
    (words, prop::sample::select(SIGNS), 0..7_usize).prop_map(|(mut words, sign, at)| {
        words.insert(at.min(words.len()), sign.to_owned());
        words.join(" ")
    })
}

proptest! {
    #[test]
    fn text_that_is_right_stays_as_it_is(text in sentence()) {
        prop_assert_eq!(repaired(&text).text, text);
    }

    #[test]
    fn a_sign_comes_back_whatever_it_was_read_in_up_to_three_times(text in with_sign(), page in 0..codepage::CODEPAGES.len(), layers in 1..=3_usize) {
        let page = codepage::CODEPAGES.get(page).expect("a code page");
        let mut garbled = text.clone();
        for _ in 0..layers {
            garbled = page.garble(&garbled);
        }
        let draft = repaired(&garbled);
        prop_assert_eq!(&draft.text, &text);
        // What stood there can be put back.
        let (mut back, mut at) = (String::new(), 0);
        for repair in &draft.repairs {
            back.push_str(Span::new(at, repair.span.start).of(&draft.text));
            back.push_str(&repair.before);
            at = repair.span.end;
        }
        back.push_str(Span::new(at, draft.text.len()).of(&draft.text));
        prop_assert_eq!(back, SafeText::new(garbled).into_string());
        prop_assert_eq!(repaired(&draft.text).text, text);
    }

    #[test]
    fn a_second_repair_changes_nothing(text in "[a-zA-Zéàüñçœ ’“”—…€™•âÃÂœ\u{80}-\u{9f}дћЂโขŸš ]{0,40}") {
        let once = repaired(&text).text;
        prop_assert_eq!(&repaired(&once).text, &once);
    }

    #[test]
    fn repairs_stand_where_they_say(text in "\\PC{0,60}") {
        let draft = repaired(&text);
        let mut at = 0;
        for repair in &draft.repairs {
            prop_assert!(repair.span.start >= at && draft.text.get(repair.span.start..repair.span.end).is_some());
            at = repair.span.end;
        }
    }
}
