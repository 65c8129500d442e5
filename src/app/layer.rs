//! The layers over the panes. The top layer has the keys.

use super::facts::compare::Compare;
use super::facts::correct::Correction;
use super::facts::disagreements::Disagreements;
use super::facts::ledger::Ledger;
use super::keys::help::Help;
use super::keys::palette::Palette;
use super::keys::scope::Scope;
use super::marks::adjudicate::Adjudication;
use super::marks::chain::Chain;
use super::marks::editor::Editor;
use super::marks::labels::Labels;
use super::marks::link::{Picker, Relate};
use super::marks::notes::Notes;
use super::marks::review::Review;
use super::marks::same::Same;
use super::prompt::confirm::Confirm;
use super::prompt::line::Line;
use super::prompt::name::NamePrompt;
use super::prompt::search::Search;
use super::prompt::tags::TagPrompt;
use super::prompt::themes::Themes;
use super::reader::diff::Diff;
use super::reader::hints::Hints;
use super::reader::page::Page;
use super::sources::Sources;
use super::sources::offers::Offers;
use super::triage::deck::Deck;

/// One layer with its state.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is documented by its state")]
pub enum Layer {
    Search(Search),
    Palette(Palette),
    Labels(Labels),
    Tags(TagPrompt),
    Name(NamePrompt),
    Correct(Box<Correction>),
    Editor(Box<Editor>),
    Hints(Hints),
    Deck(Box<Deck>),
    Notes(Notes),
    Ledger(Box<Ledger>),
    Disagreements(Box<Disagreements>),
    Review(Box<Review>),
    Adjudication(Box<Adjudication>),
    Same(Box<Same>),
    Sources(Sources),
    Compare(Compare),
    Picker(Box<Picker>),
    Relate(Box<Relate>),
    Chain(Chain),
    Diff(Box<Diff>),
    Page(Page),
    Offers(Offers),
    Help(Help),
    Themes(Themes),
    Confirm(Confirm),
}

impl Layer {
    /// Whose keys are in force.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Search(_)
            | Self::Palette(_)
            | Self::Tags(_)
            | Self::Name(_)
            | Self::Correct(_)
            | Self::Picker(_) => Scope::Prompt,
            Self::Labels(_) | Self::Relate(_) => Scope::Labels,
            Self::Editor(_) => Scope::Editor,
            Self::Hints(_) => Scope::Hints,
            Self::Deck(_) => Scope::Deck,
            Self::Notes(_) => Scope::Notes,
            Self::Ledger(_) => Scope::Ledger,
            Self::Disagreements(_) => Scope::Disagreements,
            Self::Review(_) => Scope::Review,
            Self::Adjudication(_) => Scope::Adjudication,
            Self::Same(_) => Scope::Same,
            Self::Sources(_) => Scope::Sources,
            Self::Compare(_) => Scope::Compare,
            Self::Diff(_) => Scope::Diff,
            Self::Page(_) | Self::Chain(_) => Scope::Page,
            Self::Offers(_) => Scope::Offers,
            Self::Help(_) => Scope::Help,
            Self::Themes(_) => Scope::Themes,
            Self::Confirm(_) => Scope::Confirm,
        }
    }

    /// The line that is typed in it.
    pub(super) fn line(&mut self) -> Option<&mut Line> {
        match self {
            Self::Search(search) => Some(&mut search.line),
            Self::Palette(palette) => Some(&mut palette.line),
            Self::Tags(prompt) => Some(&mut prompt.line),
            Self::Name(prompt) => Some(&mut prompt.line),
            Self::Correct(correction) => Some(&mut correction.line),
            Self::Picker(picker) => Some(&mut picker.line),
            _ => None,
        }
    }
}
