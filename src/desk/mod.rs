//! The use cases: what the screen and the command line ask for, as plain blocking functions.
//!
//! The desk puts the rooms below it together and knows neither terminal nor thread; time and ids
//! come as arguments, long work reports how far it is and can be stopped.

mod arrive;
mod company;
mod exchange;
mod follow;
mod judge;
mod keep;
mod notes;
mod read;

pub use crate::agreement;
pub use crate::exchange::vault::{Edit, Form, Subject, Template};
pub use crate::exchange::{Delivery, Format, ReadError};
pub use crate::ingest::fetch::Limits;
pub use crate::ingest::fetch::address::{Address, is_web};
pub use crate::ingest::fetch::discover::Offer;
pub use crate::library::{Access, Interrupter, Library, LibraryError, OpenOptions};
pub use arrive::arrival::{Added, Arrival};
pub use arrive::import::ImportError;
pub use arrive::input::Input;
pub use arrive::parse;
pub use arrive::parser::{Answer, InProcess, ParseError, Parser, Request};
pub use arrive::rules::newsboat_rules;
pub use arrive::store::UNATTENDED;
pub use company::relate::compare_all;
pub use exchange::export::{ExportError, Marks, VaultExport, template, write_export};
pub use exchange::merge::notes_of_library;
pub use exchange::pull::{Gone, Pull, Pulled};
pub use exchange::take::{Taken, TakenFate, TakenKind};
pub use follow::feeds::FeedsError;
pub use follow::fetch::{Discovered, DiscoveryError, Fate, FetchWatch, Fetched};
pub use follow::subscribe::{Followed, Subscribed};
pub use judge::agree::AgainstGold;
pub use keep::compact::{Compacted, Compacting};
pub use keep::copy::restore;
pub use notes::anchor;
pub use notes::annotate::{AnnotateError, Note};
pub use notes::ruling::{NewRuling, RuleError};
pub use read::explain;
pub use read::versions::DifferenceError;

use crate::model::{Action, Change, ChangeId, GroupId, InstanceId, Origin, Rule, SafeText};
use jiff::{SignedDuration, Timestamp};
use std::path::Path;

/// A library and the person who works with it.
#[derive(Debug)]
pub struct Desk {
    /// The store.
    pub library: Library,
    /// Who works here, in which run of the program, and what the outside gives.
    pub who: Who,
    /// Who reads inputs; this process, unless the caller gives another.
    pub parser: Box<dyn Parser>,
    /// A transaction of arriving articles lasts no longer: other changes wait for it.
    pub longest: SignedDuration,
    /// What is done with articles that come in.
    pub rules: Vec<Rule>,
    compared: company::relate::Remembered,
    gallery: company::gallery::Gallery,
    /// When the first was stored of what is not durable yet.
    kept_since: Option<Timestamp>,
}

/// Who makes changes, and where time and chance come from: the rooms below have neither.
#[derive(Debug, Clone)]
pub struct Who {
    /// The person.
    pub annotator: SafeText,
    /// This run of the program.
    pub instance: InstanceId,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// The random source, for ids.
    pub random: fn() -> [u8; 10],
}

impl Who {
    /// A change of this person, made now, in a group of its own.
    pub fn change(&self, origin: Origin, action: Action) -> Change {
        Change {
            id: ChangeId::from_random((self.random)()),
            group: GroupId::from_random((self.random)()),
            instance: self.instance.clone(),
            annotator: self.annotator.clone(),
            at: (self.now)(),
            origin,
            action,
        }
    }

    /// Changes of this person, made now, that one undo takes back together.
    pub fn changes(&self, actions: Vec<Action>) -> Vec<Change> {
        let group = GroupId::from_random((self.random)());
        let changes = actions.into_iter().map(|action| Change {
            group: group.clone(),
            ..self.change(Origin::User, action)
        });
        changes.collect()
    }
}

impl Desk {
    /// Opens the library in the data directory `folder`.
    ///
    /// # Errors
    /// As [`Library::open`].
    pub fn open(folder: &Path, options: OpenOptions, who: Who) -> Result<Self, LibraryError> {
        Ok(Self::on(Library::open(folder, options)?, who))
    }

    /// The desk on a library that is open.
    pub fn on(mut library: Library, who: Who) -> Self {
        library.person.clone_from(&who.annotator);
        Self {
            library,
            who,
            parser: Box::new(InProcess::default()),
            longest: arrive::store::LONGEST,
            rules: Vec::new(),
            compared: company::relate::Remembered::default(),
            gallery: company::gallery::Gallery::default(),
            kept_since: None,
        }
    }
}
