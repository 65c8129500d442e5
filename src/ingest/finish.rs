//! The last steps that all formats share: the safe-text gate, the language, the sections.

use super::draft::Draft;
use super::{repair, sections};
use crate::model::article::Metadata;
use crate::model::{Article, SafeText, Span};

/// Makes a draft an article.
pub(super) fn finish(mut draft: Draft, mut metadata: Metadata) -> Article {
    draft.disarm();
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

/// The language of a text as a BCP 47 tag, when the guess is reliable.
fn language(text: &str) -> Option<SafeText> {
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
