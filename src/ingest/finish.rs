//! The last steps that all formats share: the safe-text gate, the language, the sections.

use super::draft::Draft;
use super::{repair, sections};
use crate::model::article::Metadata;
use crate::model::{Article, SafeText, Span};

/// Makes a draft an article.
pub(super) fn finish(mut draft: Draft, metadata: Metadata) -> Article {
    draft.disarm();
    finish_disarmed(draft, metadata)
}

/// The same for a draft that was disarmed before.
pub(super) fn finish_disarmed(draft: Draft, mut metadata: Metadata) -> Article {
    if metadata.language.is_none() {
        metadata.language = language(&draft.text);
    }
    let sections = sections::find(&draft.text, &draft.blocks);
    Article {
        metadata,
        text: SafeText::new(draft.text),
        blocks: draft.blocks,
        inlines: draft.inlines,
        sections,
        repairs: draft.repairs,
        losses: draft.losses,
        source_map: draft.map,
    }
}

/// Words from outside as one safe line, garbled characters put right; `None` when nothing is left.
pub(super) fn line(text: &str) -> Option<SafeText> {
    let mut draft = Draft {
        text: text.to_owned(),
        ..Draft::default()
    };
    repair::repair(&mut draft);
    let line = SafeText::line(&draft.text);
    (!line.is_empty()).then_some(line)
}

/// How much of a text is looked at: a little is enough for most; more is looked at when that leaves a doubt, and all
/// of a long page never.
const SAMPLES: [usize; 2] = [1_500, 8_000];

/// Of so many words at least, one in so many is among the commonest ([`is_common`]) in any English text, and in no other.
const WORDS: usize = 60;
const ONE_IN: usize = 6;

/// Whether a text is plainly English: then no other language is asked, which is most of the work.
fn is_english(text: &str) -> bool {
    let (mut words, mut known) = (0, 0);
    let mut note = |word: &[u8]| {
        words += usize::from(!word.is_empty());
        known += usize::from(is_common(word));
    };
    let parts = text.as_bytes();
    for part in parts.split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()) {
        if part.is_ascii() {
            note(part);
        } else {
            let part = str::from_utf8(part).unwrap_or_default();
            let words = part.split(|c: char| !c.is_alphanumeric());
            words.map(str::as_bytes).for_each(&mut note);
        }
    }
    words >= WORDS && known * ONE_IN >= words
}

/// The commonest words of English, in any case; other languages have one or another of them, and none so many.
fn is_common(word: &[u8]) -> bool {
    let mut lower = [0; 5];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return false;
    };
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    matches!(
        &*lower,
        b"of"
            | b"to"
            | b"is"
            | b"by"
            | b"the"
            | b"and"
            | b"for"
            | b"was"
            | b"are"
            | b"has"
            | b"its"
            | b"that"
            | b"with"
            | b"from"
            | b"this"
            | b"have"
            | b"will"
            | b"been"
            | b"than"
            | b"they"
            | b"said"
            | b"which"
            | b"their"
            | b"would"
            | b"could"
            | b"about"
            | b"after"
    )
}

/// The language of a text as a BCP 47 tag, when the guess is reliable.
fn language(text: &str) -> Option<SafeText> {
    let [first, _] = SAMPLES;
    if is_english(Span::new(0, first).clipped(text).of(text)) {
        return Some("en".into());
    }
    SAMPLES.into_iter().find_map(|most| {
        let info = whatlang::detect(Span::new(0, most).clipped(text).of(text))?;
        info.is_reliable()
            .then(|| SafeText::new(tag(info.lang().code())))
    })
}

/// The two-letter code (ISO 639-1) of a three-letter one, where there is one.
fn tag(code: &'static str) -> &'static str {
    match code {
        "eng" => "en",
        "deu" => "de",
        "fra" => "fr",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "nld" => "nl",
        "rus" => "ru",
        "ukr" => "uk",
        "bel" => "be",
        "bul" => "bg",
        "srp" => "sr",
        "hrv" => "hr",
        "slv" => "sl",
        "mkd" => "mk",
        "ces" => "cs",
        "slk" => "sk",
        "pol" => "pl",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        "tha" => "th",
        "vie" => "vi",
        "ind" => "id",
        "jav" => "jv",
        "tgl" => "tl",
        "ara" => "ar",
        "heb" => "he",
        "yid" => "yi",
        "pes" => "fa",
        "urd" => "ur",
        "tur" => "tr",
        "aze" => "az",
        "uzb" => "uz",
        "tuk" => "tk",
        "ell" => "el",
        "dan" => "da",
        "swe" => "sv",
        "nob" => "nb",
        "fin" => "fi",
        "est" => "et",
        "lav" => "lv",
        "lit" => "lt",
        "hun" => "hu",
        "ron" => "ro",
        "cat" => "ca",
        "epo" => "eo",
        "lat" => "la",
        "hin" => "hi",
        "ben" => "bn",
        "guj" => "gu",
        "pan" => "pa",
        "mar" => "mr",
        "nep" => "ne",
        "ori" => "or",
        "kan" => "kn",
        "mal" => "ml",
        "tam" => "ta",
        "tel" => "te",
        "sin" => "si",
        "mya" => "my",
        "khm" => "km",
        "amh" => "am",
        "hye" => "hy",
        "kat" => "ka",
        "zul" => "zu",
        "sna" => "sn",
        "aka" => "ak",
        "afr" => "af",
        "cym" => "cy",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_english_is_known_by_its_commonest_words_and_its_neighbours_are_not() {
        let english = "The council said on Monday that it will spend more of its money on roads and bridges, \
            which have not been repaired since the war. It is the first time in ten years that the town has borrowed \
            for this, and the mayor was asked by residents from the north how much of the sum is to be paid back. ";
        let others = [
            "De gemeente zei maandag dat ze meer geld aan wegen en bruggen gaat uitgeven, die sinds de oorlog niet zijn \
                hersteld. Het is voor het eerst in tien jaar dat de stad hiervoor geld leent, en de burgemeester werd \
                door bewoners gevraagd hoeveel van het bedrag moet worden terugbetaald en wanneer dat zal gebeuren. ",
            "Kommunen sagde mandag, at den vil bruge flere penge på veje og broer, som ikke er blevet repareret siden \
                krigen. Det er første gang i ti år, at byen har lånt til dette, og borgmesteren blev spurgt af beboere fra \
                nord, hvor meget af beløbet der skal betales tilbage, og hvornår det vil ske i de næste år. ",
        ];
        assert!(is_english(english));
        assert_eq!(language(english).as_deref(), Some("en"));
        for other in others {
            assert!(other.split(' ').count() > 50);
            assert!(!is_english(&other.repeat(2)));
        }
    }
}
