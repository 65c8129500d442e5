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
    ] {
        assert_eq!(repaired(text).text, text);
    }
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

proptest! {
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
