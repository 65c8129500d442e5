//! The user's key bindings, as text: `app` knows which contexts and commands exist and builds the trie.

use super::document::{Document, Section, texts};
use super::error::ConfigError;
use crate::model::SafeText;

/// What config.toml says about keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserKeys {
    /// Name of the key map to start from: `default` or `newsboat`.
    pub preset: String,
    /// Bindings that are laid over it, in the order of the file.
    pub bindings: Vec<Binding>,
}

impl Default for UserKeys {
    fn default() -> Self {
        Self {
            preset: "default".to_owned(),
            bindings: Vec::new(),
        }
    }
}

/// One line of a `[keys.CONTEXT]` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where the keys count: `global`, `list`, `reader`, …
    pub context: String,
    /// A sequence such as `gx` or `<C-d>`.
    pub keys: String,
    /// Commands run one after the other; empty takes a binding of the preset away.
    pub commands: Vec<String>,
    /// `FILE:LINE`, for messages about unknown contexts, keys and commands.
    pub place: SafeText,
}

/// Reads the `[keys]` table.
///
/// # Errors
/// A value has the wrong type.
pub fn read(document: &Document, section: &mut Section) -> Result<UserKeys, ConfigError> {
    let mut keys = UserKeys::default();
    if let Some(preset) = section.text("preset")? {
        preset.clone_into(&mut keys.preset);
    }
    for context in section
        .entries()
        .into_iter()
        .filter(|entry| entry.key != "preset")
    {
        for entry in Section::of(document, context)?.entries() {
            let commands = texts(entry.value).ok_or_else(|| {
                let message = "a binding must be a command in quotes or a list of commands, as in \"gx\" = \"open-link\"";
                document.error(entry.value.span(), message)
            })?;
            keys.bindings.push(Binding {
                context: context.key.to_owned(),
                keys: entry.key.to_owned(),
                commands,
                place: document.place(entry.at),
            });
        }
    }
    Ok(keys)
}
