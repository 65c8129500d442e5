//! The names of the months, in the languages of most news.

/// English names; three letters and more of them are enough.
const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whole names, lower case, in: German, French, Spanish, Portuguese, Italian, Dutch, Polish and Russian
/// (both as written after a day), Arabic.
const OTHERS: [&[&str]; 12] = [
    &[
        "januar",
        "jänner",
        "janvier",
        "enero",
        "janeiro",
        "gennaio",
        "januari",
        "stycznia",
        "января",
        "يناير",
    ],
    &[
        "februar",
        "février",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
        "lutego",
        "февраля",
        "فبراير",
    ],
    &[
        "märz",
        "mars",
        "marzo",
        "março",
        "maart",
        "marca",
        "марта",
        "مارس",
    ],
    &["avril", "abril", "aprile", "kwietnia", "апреля", "أبريل"],
    &[
        "mai", "mayo", "maio", "maggio", "mei", "maja", "мая", "مايو",
    ],
    &[
        "juni",
        "juin",
        "junio",
        "junho",
        "giugno",
        "czerwca",
        "июня",
        "يونيو",
    ],
    &[
        "juli",
        "juillet",
        "julio",
        "julho",
        "luglio",
        "lipca",
        "июля",
        "يوليو",
    ],
    &["août", "agosto", "augustus", "sierpnia", "августа", "أغسطس"],
    &[
        "septembre",
        "septiembre",
        "setembro",
        "settembre",
        "września",
        "сентября",
        "سبتمبر",
    ],
    &[
        "oktober",
        "octobre",
        "octubre",
        "outubro",
        "ottobre",
        "października",
        "октября",
        "أكتوبر",
    ],
    &[
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "ноября",
        "نوفمبر",
    ],
    &[
        "dezember",
        "décembre",
        "diciembre",
        "dezembro",
        "dicembre",
        "december",
        "grudnia",
        "декабря",
        "ديسمبر",
    ],
];

/// The number of a month by its name, lower case: English ones may be cut to three letters.
pub(super) fn month_number(word: &str) -> Option<i8> {
    if word.len() < 3 || word.len() > 24 || word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let at = ENGLISH
        .iter()
        .position(|month| month.starts_with(word) || word == "sept" && *month == "september")
        .or_else(|| OTHERS.iter().position(|names| names.contains(&word)))?;
    i8::try_from(at + 1).ok()
}
