//! Words that begin with a hyphen and are no flags: `-is:archived` in a query, `-todo` for a tag.
//!
//! The argument parser would take them for flags. They get a mark before it sees them, and lose it after.

use super::args::Arguments;
use clap::{Command, CommandFactory};
use std::ffi::OsString;

/// The commands that take such words.
const COMMANDS: [&str; 10] = [
    "list",
    "notes",
    "facts",
    "export",
    "tag",
    "compare",
    "sources",
    "searches",
    "adjudicate",
    "agreement",
];

/// Stands before a marked word; nobody types it.
const MARK: &str = "\u{1a}";

/// The arguments with such words marked. Values of options, `-h` and all after `--` stay as they are.
pub(super) fn marked(arguments: Vec<OsString>) -> Vec<OsString> {
    let is_word = |text: &str| {
        text.starts_with('-') && !text.starts_with("--") && !["-", "-h", "-V"].contains(&text)
    };
    // Knowing all commands costs more than most of them do.
    if !arguments
        .iter()
        .any(|argument| is_word(&argument.to_string_lossy()))
    {
        return arguments;
    }
    let mut program = Arguments::command();
    program.build();
    let mut command: Option<&Command> = None;
    let mut is_value = false;
    let mut is_over = false;
    let mark = |argument: OsString| {
        let text = argument.to_string_lossy();
        is_over |= text == "--";
        let takes_words = command.is_some_and(|known| COMMANDS.contains(&known.get_name()));
        let marked = takes_words && is_word(&text) && !is_value && !is_over;
        if command.is_none() && !is_value {
            command = program.find_subcommand(text.as_ref());
        }
        is_value = takes_value(command.unwrap_or(&program), &text);
        if marked {
            let mut marked = OsString::from(MARK);
            marked.push(argument);
            return marked;
        }
        argument
    };
    arguments.into_iter().map(mark).collect()
}

/// Whether the next argument is the value of this option.
fn takes_value(command: &Command, text: &str) -> bool {
    let Some(name) = text.strip_prefix("--") else {
        return false;
    };
    command
        .get_arguments()
        .any(|known| known.get_long() == Some(name) && known.get_action().takes_values())
}

/// A word as it was typed.
pub(super) fn typed(word: &str) -> &str {
    word.strip_prefix(MARK).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(line: &str) -> String {
        let marked = marked(line.split(' ').map(OsString::from).collect());
        let words: Vec<_> = marked
            .iter()
            .map(|word| word.to_string_lossy().replace(MARK, "!"))
            .collect();
        words.join(" ")
    }

    #[test]
    fn only_words_are_marked() {
        for (line, marked) in [
            (
                "pressmark list -is:read --json",
                "pressmark list !-is:read --json",
            ),
            (
                "pressmark --data-dir -d list -x",
                "pressmark --data-dir -d list !-x",
            ),
            (
                "pressmark tag a1 +x -y --data-dir -d",
                "pressmark tag a1 +x !-y --data-dir -d",
            ),
            ("pressmark tag a1 -h -- -y", "pressmark tag a1 -h -- -y"),
            (
                "pressmark annotate a1 --note -n",
                "pressmark annotate a1 --note -n",
            ),
            ("pressmark -nonsense", "pressmark -nonsense"),
        ] {
            assert_eq!(marks(line), marked);
        }
    }
}
