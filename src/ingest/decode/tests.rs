//! Each kind of evidence, and that no byte is lost.

use super::*;
use encoding_rs::Encoding;
use proptest::prelude::*;

fn text(bytes: &[u8]) -> String {
    decode(bytes, None).draft.text
}

fn utf_16(text: &str, little: bool) -> Vec<u8> {
    let bytes = |unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    text.encode_utf16().flat_map(bytes).collect()
}

fn in_encoding(text: &str, label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
    encoding.encode(text).0.into_owned()
}

#[test]
fn first_a_byte_order_mark_is_believed_whatever_others_say() {
    assert_eq!(text(b"\xef\xbb\xbfna\xc3\xafve"), "naïve");
    assert_eq!(
        decode(b"\xff\xfeh\x00i\x00", Some("koi8-r")).draft.text,
        "hi"
    );
    assert_eq!(decode(b"\xfe\xff\x00h\x00i", None).charset, "utf-16be");
    assert_eq!(text(b"\xff\xfe\x00\x00h\x00\x00\x00"), "h");
}

#[test]
fn then_what_can_be_nothing_else_is_seen_without_a_mark() {
    for words in [
        "<?xml version='1.0'?>",
        "Plain words.\n",
        "Слово и дело, раз и два\n",
        "今天 新闻很多\n",
    ] {
        for little in [true, false] {
            let decoded = decode(&utf_16(words, little), Some("windows-1252"));
            assert_eq!(decoded.draft.text, words);
        }
        let wide: Vec<u8> = words
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        assert_eq!(text(&wide), words);
    }
    let japanese = in_encoding("今日は晴れです", "iso-2022-jp");
    assert_eq!(text(&japanese), "今日は晴れです");
    assert_eq!(
        text(b"plain text with one \0 in it, and more of it"),
        "plain text with one \0 in it, and more of it"
    );
    assert_eq!(decode(b"\x00\x01\x02\x03\x00\x05", None).charset, "utf-8");
}

#[test]
fn then_valid_utf_8_stands_against_the_callers_charset_and_the_declaration() {
    let page = "<meta charset=windows-1251>Привет";
    assert_eq!(decode(page.as_bytes(), Some("koi8-r")).draft.text, page);
}

#[test]
fn then_the_caller_then_the_declaration_then_a_guess() {
    let greeting = in_encoding(
        "<meta charset=windows-1251>Привет, читатель",
        "windows-1251",
    );
    assert_eq!(decode(&greeting, None).charset, "windows-1251");
    assert_eq!(decode(&greeting, Some("koi8-r")).charset, "koi8-r");
    assert_eq!(decode(&greeting, Some("utf-8")).charset, "windows-1251");
    assert_eq!(decode(&greeting, Some("utf-16le")).charset, "windows-1251");
    assert_eq!(
        decode(&greeting, Some("no such name")).charset,
        "windows-1251"
    );
    let feed = in_encoding(
        "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><t>Łódź</t>",
        "iso-8859-2",
    );
    assert!(text(&feed).ends_with("<t>Łódź</t>"));
    let chinese = "世界各地的报纸今天都报道了这件事情，读者们很关心。".repeat(3);
    for label in ["gbk", "big5", "shift_jis", "euc-kr"] {
        let words = match label {
            "gbk" => chinese.clone(),
            "big5" => "世界各地的報紙今天都報道了這件事情，讀者們很關心。".repeat(3),
            "shift_jis" => "新聞は今日もたくさんの記事を載せています。".repeat(3),
            _ => "오늘 신문에는 많은 기사가 실려 있습니다.".repeat(3),
        };
        assert_eq!(text(&in_encoding(&words, label)), words, "{label}");
    }
}

#[test]
fn one_broken_byte_does_not_garble_a_page_of_utf_8() {
    let mut bytes = "Zürich, Genève, Köln, Málaga, Łódź".as_bytes().to_vec();
    bytes.push(0xff);
    assert_eq!(text(&bytes), "Zürich, Genève, Köln, Málaga, Łódź\u{fffd}");
    bytes.pop();
    bytes.extend([0xe2, 0x80]);
    assert_eq!(text(&bytes), "Zürich, Genève, Köln, Málaga, Łódź\u{fffd}");
}

#[test]
fn bytes_of_windows_1252_that_strayed_into_utf_8_are_read_where_they_stand() {
    let mut bytes = "Zürich, Genève, Köln, Málaga, Łódź, Čáslav: "
        .repeat(3)
        .into_bytes();
    bytes.extend(b"the caf\xe9 \x93open\x94 \x96 5 \x80");
    let draft = decode(&bytes, None).draft;
    assert!(draft.text.ends_with("Čáslav: the café “open” – 5 €"));
    let codecs: Vec<&str> = draft.repairs.iter().map(|repair| &*repair.codec).collect();
    assert_eq!(codecs, ["windows-1252"; 5]);
    assert_eq!(
        draft
            .repairs
            .first()
            .map(|repair| repair.span.of(&draft.text)),
        Some("é")
    );
}

proptest! {
    #[test]
    fn any_bytes_give_runs_that_partition_text_and_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), label in prop::sample::select(vec!["", "utf-16le", "gbk", "iso-2022-jp", "windows-874", "shift_jis"])) {
        let decoded = decode(&bytes, Some(label));
        let (mut at, mut from) = (0, 0);
        for run in decoded.draft.map.runs() {
            prop_assert_eq!((run.text.start, run.source.start), (at, from));
            if run.verbatim {
                prop_assert_eq!(run.text.of(&decoded.draft.text).as_bytes(), bytes.get(run.source.start..run.source.end).unwrap_or_default());
            }
            (at, from) = (run.text.end, run.source.end);
        }
        prop_assert_eq!(at, decoded.draft.text.len());
        if at > 0 {
            prop_assert_eq!(from, bytes.len());
        }
    }

    #[test]
    fn valid_utf_8_is_never_read_as_anything_else(words in "[\\PC\n\t]{0,80}", label in prop::sample::select(vec!["", "utf-16be", "gbk", "windows-1251"])) {
        prop_assert_eq!(decode(words.as_bytes(), Some(label)).draft.text, words);
    }
}
