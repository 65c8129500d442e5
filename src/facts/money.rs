//! Currencies around a number: signs, codes and words, before and behind.

use super::lexicon::{self, Class, Trait};
use super::scan::{Case, Kind, Scan, Token};
use rust_decimal::Decimal;

/// A currency beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: &'static str,
    /// What one of it is worth: a cent is 0.01.
    pub worth: Decimal,
    /// Where the amount now begins or ends, as a token position.
    pub edge: usize,
}

impl Currency {
    const fn new(code: &'static str, edge: usize) -> Self {
        Self {
            code,
            worth: Decimal::ONE,
            edge,
        }
    }
}

/// The currency in front of the number that begins at token `at`: `$5`, `US$ 5`, `USD 5`, `Rs 500`.
pub fn before(scan: &Scan, at: usize) -> Option<Currency> {
    let last = at.checked_sub(1)?;
    let token = scan.token(last)?;
    if let Kind::Sign(sign) = token.kind {
        let code = lexicon::currency_sign(sign)?;
        if sign == '$'
            && let Some(mark) = dollar_mark(scan, last)
        {
            return Some(mark);
        }
        return Some(Currency::new(code, last));
    }
    let word = token.word?;
    let written = scan.written(last);
    if let Some(code) = word
        .code
        .filter(|_| written.len() == 3 && is_upper(written))
    {
        return Some(Currency::new(code, last));
    }
    let coin = word.prefix?;
    (is_upper(written) || written == "Rs" || coin.worth < Decimal::ONE).then_some(Currency {
        code: coin.code,
        worth: coin.worth,
        edge: last,
    })
}

/// The letters before a dollar sign: `HK$5`. Apart from it only where they cannot be an article.
fn dollar_mark(scan: &Scan, sign: usize) -> Option<Currency> {
    let before = sign.checked_sub(1)?;
    let code = scan.known(before)?.mark?;
    let free = !scan.glued(before);
    let fits = scan.glued(sign)
        && (scan.written(before).len() > 1 || is_upper(scan.written(before)))
        || matches!(
            scan.lower(before),
            "c" | "us" | "hk" | "nz" | "mxn" | "cad" | "usd"
        );
    (free && fits).then_some(Currency::new(code, before))
}

fn is_upper(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|b| b.is_ascii_uppercase())
}

/// The currency behind a number that ends before token `at`: `5 euros`, `12-cent`, `10 US dollars`, `5 €`.
pub fn behind(scan: &Scan, at: usize) -> Option<Currency> {
    let at = at + usize::from(hyphen(scan, at)) + of_them(scan, at);
    let token = scan.token(at)?;
    if let Kind::Sign(sign) = token.kind {
        let code = lexicon::currency_sign(sign)?;
        let owns_next = scan
            .token(at + 1)
            .is_some_and(|t| t.kind == Kind::Digits && t.glued);
        return (!owns_next).then_some(Currency::new(code, at + 1));
    }
    if is_pence(scan, at) {
        return Some(Currency {
            worth: Decimal::new(1, 2),
            ..Currency::new("GBP", at + 1)
        });
    }
    if let Some(currency) = national(scan, at) {
        return Some(currency);
    }
    let word = token.word?;
    let written = scan.written(at);
    if let Some(coin) = word.coin {
        if coin.code == "GBP" && written.starts_with("pound") && !means_money(scan, at) {
            return None;
        }
        return Some(Currency {
            code: coin.code,
            worth: coin.worth,
            edge: at + 1,
        });
    }
    let code = word.code?;
    let shouted = is_upper(written) || matches!(scan.lower(at), "rmb" | "usd" | "eur" | "gbp");
    shouted.then_some(Currency::new(code, at + 1))
}

/// `412p`: pence, where the words before it speak of prices or of a change; no page and no lines of a screen.
fn is_pence(scan: &Scan, at: usize) -> bool {
    let priced = |at: usize| {
        scan.has(at, Class::Metric)
            || scan.has(at, Class::Up)
            || scan.has(at, Class::Down)
            || matches!(
                scan.lower(at),
                "at" | "to"
                    | "from"
                    | "by"
                    | "pay"
                    | "paid"
                    | "sells"
                    | "sold"
                    | "worth"
                    | "nearly"
            )
    };
    scan.written(at) == "p"
        && scan.glued(at)
        && !(scan.glued(at + 1) && scan.token(at + 1).is_some_and(Token::is_word))
        && !matches!(
            at.checked_sub(1).map_or("", |before| scan.lower(before)),
            "240" | "360" | "480" | "720" | "1080" | "1440" | "2160"
        )
        && ((at.saturating_sub(6)..at).any(priced)
            || matches!(scan.lower(at + 1), "less" | "more" | "per" | "extra")
            || scan.says(at + 1, &["of", "every", "pound"])
            || scan.says(at + 1, &["in", "the", "pound"]))
}

/// How many tokens tie a currency to millions in French and Spanish: `450 millions d'euros`, `350 millones de dólares`.
fn of_them(scan: &Scan, at: usize) -> usize {
    let scale = at
        .checked_sub(1)
        .is_some_and(|last| scan.known(last).is_some_and(|word| word.scale.is_some()));
    match scan.lower(at) {
        "de" | "of" if scale => 1,
        "d" if scale
            && matches!(
                scan.token(at + 1).map(|t| t.kind),
                Some(Kind::Sign('\'' | '’'))
            ) =>
        {
            2
        }
        _ => 0,
    }
}

/// Whether a hyphen joins the word at `at + 1` to the figure before: `12-cent`, `one - time`.
pub fn hyphen(scan: &Scan, at: usize) -> bool {
    scan.is_sign(at, '-')
        && scan.glued(at) == scan.glued(at + 1)
        && scan.token(at + 1).is_some_and(super::scan::Token::is_word)
}

/// `US dollars`, `Hong Kong dollars`, `u.s. dollars`.
fn national(scan: &Scan, at: usize) -> Option<Currency> {
    if scan.says(at, &["u", ".", "s", "."]) && scan.lower(at + 4).starts_with("dollar") {
        return Some(Currency::new("USD", at + 5));
    }
    let first = scan.token(at).filter(|t| t.is_word())?;
    if first.has(Class::Determiner) {
        return None;
    }
    let singular = |at: usize| scan.lower(at).trim_end_matches('s').to_owned();
    let coin = |at: usize| {
        let name = scan.lower(at);
        scan.known(at).is_some_and(|word| word.coin.is_some())
            || name.starts_with("real")
            || name.starts_with("mark")
            || name == "koruna"
    };
    if coin(at + 1) {
        let name = format!("{}_{}", scan.lower(at), singular(at + 1));
        if let Some(code) = lexicon::national_currency(&name) {
            return Some(Currency::new(code, at + 2));
        }
        // "65.3 US cents"
        if scan.lower(at + 1).starts_with("cent")
            && let Some(code) = lexicon::national_currency(&format!("{}_dollar", scan.lower(at)))
        {
            return Some(Currency {
                worth: Decimal::new(1, 2),
                ..Currency::new(code, at + 2)
            });
        }
    }
    if coin(at + 2) {
        let name = format!(
            "{}_{}_{}",
            scan.lower(at),
            scan.lower(at + 1),
            singular(at + 2)
        );
        return lexicon::national_currency(&name).map(|code| Currency::new(code, at + 3));
    }
    None
}

/// `$100 Australian`: the currency of dollars that end before token `at`, where a nation behind them describes no noun.
pub fn of_nation(scan: &Scan, at: usize) -> Option<&'static str> {
    let nation = scan.token(at)?;
    let closed = scan
        .token(at + 1)
        .is_none_or(|next| !next.is_word() || next.is(Trait::Function));
    let named = nation.case == Case::Capital && nation.has(Class::Nationality) && closed;
    named.then(|| lexicon::national_currency(&format!("{}_dollar", scan.lower(at))))?
}

/// How many tokens around a pound the words stand that tell a weight from money.
const AROUND: usize = 120;

/// Whether a pound is a weight here: `12 pounds of fish`, and any pound near one, unless a price in pounds is near as well.
fn weighs(scan: &Scan, at: usize) -> bool {
    let near = at.saturating_sub(AROUND)..at + AROUND;
    !near.clone().any(|at| scan.is_sign(at, '£'))
        && near.clone().any(|at| {
            scan.known(at)
                .is_some_and(|word| word.coin.is_some_and(|coin| coin.code == "GBP"))
                && is_weight(scan, at)
        })
}

/// `pounds of lobster`, `$14.99 a pound`, `a 12-pound fish`.
fn is_weight(scan: &Scan, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let priced = matches!(scan.lower(before), "a" | "per")
        && (at.saturating_sub(7)..before).any(|sign| scan.is_sign(sign, '$'));
    let tied = scan.is_dash(before)
        && scan.glued(at)
        && before > 0
        && scan
            .known(before - 1)
            .is_none_or(|word| word.scale.is_none());
    let money = |at: usize| {
        scan.has(at, Class::Metric)
            || scan.has(at, Class::Topic)
            || matches!(
                scan.lower(at),
                "damage"
                    | "damages"
                    | "savings"
                    | "cuts"
                    | "aid"
                    | "help"
                    | "support"
                    | "relief"
                    | "money"
                    | "bonds"
                    | "stock"
                    | "goods"
                    | "contracts"
                    | "business"
                    | "compensation"
                    | "capital"
                    | "equity"
                    | "credit"
                    | "property"
                    | "public"
                    | "government"
                    | "state"
            )
    };
    let what = scan.token(at + 2);
    let weighed = scan.lower(at + 1) == "of"
        && what.is_some_and(|what| what.case == Case::Lower && !what.is(Trait::Function))
        && !(at + 2..at + 5).any(money);
    priced || tied || weighed
}

/// Whether a pound is money here: a scale or "sterling" beside it, or the words of paying within eight tokens before.
fn means_money(scan: &Scan, at: usize) -> bool {
    if scan.lower(at + 1) == "sterling" {
        return true;
    }
    if weighs(scan, at) {
        return false;
    }
    let from = at.saturating_sub(8);
    (from..at).any(|before| {
        scan.known(before).is_some_and(|word| {
            word.scale.is_some_and(|s| s >= 1_000_000) || word.has(Class::Metric)
        }) || matches!(
            scan.lower(before),
            "pay"
                | "paid"
                | "pays"
                | "cost"
                | "costs"
                | "price"
                | "priced"
                | "worth"
                | "sold"
                | "spend"
                | "spent"
                | "fined"
                | "bid"
                | "earn"
                | "earned"
                | "british"
        )
    })
}
