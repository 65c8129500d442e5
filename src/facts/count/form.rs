//! Plural nouns by their form, and their singular.

use crate::facts::scan::{Kind, Scan};

/// Whether the word is a plural noun by its form.
pub fn is_plural(scan: &Scan, at: usize) -> bool {
    let word = scan.lower(at);
    if matches!(
        word,
        "people"
            | "children"
            | "men"
            | "women"
            | "feet"
            | "teeth"
            | "mice"
            | "personnel"
            | "troops"
            | "police"
            | "aircraft"
            | "cattle"
            | "sheep"
            | "fish"
            | "staff"
            | "criteria"
            | "phenomena"
            | "crew"
            | "poultry"
            | "offspring"
            | "deer"
            | "salmon"
            | "shrimp"
    ) || is_men(word)
        || word.len() > 8 && word.ends_with("children")
        || scan.known(at).is_some_and(|known| known.one.is_some())
    {
        return true;
    }
    // "36 F-35s": the plural of a code.
    if word == "s" && scan.glued(at) {
        return at > 1 && is_code(scan, at - 1);
    }
    (word.len() > 3 || word == "pts")
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !matches!(
            word,
            "previous" | "various" | "always" | "perhaps" | "years" | "months" | "does" | "whereas"
        )
        || word.len() > 2
            && scan.written(at).ends_with('s')
            && scan
                .written(at)
                .trim_end_matches('s')
                .bytes()
                .all(|b| b.is_ascii_uppercase())
}

/// Whether the digits at `at` end a code such as `F-35` or `A320`.
fn is_code(scan: &Scan, at: usize) -> bool {
    let digits = scan
        .token(at)
        .is_some_and(|token| token.kind == Kind::Digits && token.glued);
    let letters = at - 1 - usize::from(scan.is_dash(at - 1) && at > 1);
    digits
        && scan
            .token(letters)
            .is_some_and(crate::facts::scan::Token::is_capitalised)
}

/// A noun phrase with its last word in the singular.
pub fn singular(phrase: &str) -> String {
    let (before, last) = phrase
        .rfind([' ', '-'])
        .map_or(("", phrase), |at| phrase.split_at(at + 1));
    let lower = last.to_lowercase();
    let single = match lower.as_str() {
        "people" => "person".to_owned(),
        "children" => "child".to_owned(),
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        "feet" => "foot".to_owned(),
        "teeth" => "tooth".to_owned(),
        "mice" => "mouse".to_owned(),
        "species" | "series" => last.to_owned(),
        "lives" => "life".to_owned(),
        "wives" => "wife".to_owned(),
        "vehicles" => "vehicle".to_owned(),
        "pts" => "point".to_owned(),
        children if children.ends_with("children") => children.trim_end_matches("ren").to_owned(),
        men if is_men(men) => format!("{}an", men.trim_end_matches("en")),
        _ => stem(last),
    };
    format!("{before}{single}")
}

/// `gunmen`, `policewomen`.
fn is_men(word: &str) -> bool {
    word.len() > 5
        && word.ends_with("men")
        && !matches!(word, "specimen" | "regimen" | "abdomen" | "acumen")
}

fn stem(word: &str) -> String {
    let cut = |n: usize| word.get(..word.len().saturating_sub(n)).unwrap_or(word);
    let silent = [
        "movies", "calories", "cookies", "zombies", "rookies", "selfies", "birdies", "hoodies",
    ];
    if word.len() > 4 && word.ends_with("ies") && !silent.iter().any(|end| word.ends_with(end)) {
        return format!("{}y", cut(3));
    }
    // "buses", "viruses", but "houses", "causes"
    let kept = ["ouses", "auses", "fuses", "muses"];
    if word.len() > 4
        && word.ends_with("uses")
        && !kept.iter().any(|end| word.ends_with(end))
        && !matches!(word, "excuses" | "abuses" | "accuses")
    {
        return cut(2).to_owned();
    }
    let hissing = ["sses", "shes", "ches", "xes", "zzes"];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return cut(2).to_owned();
    }
    if word.len() > 2
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
    {
        return cut(1).to_owned();
    }
    word.to_owned()
}
