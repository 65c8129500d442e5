//! Verbs that an "up" or a "down" completes.

use crate::facts::scan::Scan;

/// "made up 8 GW", "set up 12 camps", "turned down by 12 publishers": an "up" or "down" that says nothing of size.
pub(super) fn completes_verb(scan: &Scan, at: usize) -> bool {
    matches!(
        at.checked_sub(1).map_or("", |before| scan.lower(before)),
        "make"
            | "makes"
            | "made"
            | "making"
            | "set"
            | "sets"
            | "sign"
            | "signed"
            | "end"
            | "ended"
            | "ends"
            | "turned"
            | "blew"
            | "picked"
            | "rounded"
            | "gave"
            | "took"
            | "show"
            | "showed"
            | "opened"
            | "split"
            | "shut"
            | "racked"
            | "ran"
            | "built"
            | "piled"
            | "voted"
            | "broke"
            | "broken"
            | "gunned"
            | "shot"
            | "shoot"
            | "shoots"
            | "shooting"
            | "knocked"
            | "struck"
            | "mowed"
            | "tracked"
            | "burned"
            | "torn"
    )
}
