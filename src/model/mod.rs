//! The nouns: plain data that every room speaks about. They import nothing of this crate and do nothing.

pub mod annotation;
pub mod article;
pub mod block;
pub mod change;
pub mod date;
pub mod fact;
pub mod folder;
pub mod health;
pub mod id;
pub mod judgement;
pub mod label;
pub mod ledger;
pub mod link;
pub mod names;
pub mod opened;
pub mod progress;
pub mod quantity;
pub mod query;
pub mod relation;
pub mod revision;
pub mod row;
pub mod safe_text;
pub mod saved;
pub mod snooze;
pub mod source_map;
pub mod span;
pub mod subscription;
pub mod triage;

pub use annotation::{
    AnchorState, Annotation, Body, Motivation, PlacedAnnotation, Target, TextVersion,
};
pub use article::{Article, Metadata, Published};
pub use block::{Block, BlockKind, Section, SectionKind, Table};
pub use change::{Action, Change, Origin, StateChange};
pub use fact::{Fact, FactKind, FactValue, Facts};
pub use folder::Folder;
pub use health::{Health, Loss, LossKind};
pub use id::{AnnotationId, ArticleId, ChangeId, GroupId, InstanceId, LinkId, SourceId};
pub use judgement::{JudgedFact, Rejections};
pub use label::LabelScheme;
pub use ledger::{Ledger, LedgerRow};
pub use link::{Link, LinkRelation};
pub use names::Names;
pub use opened::{Draft, FullText, OpenedArticle, OriginalText};
pub use progress::{ExportReport, FeedOffer, Feeds, FetchProgress, ImportProgress};
pub use query::Query;
pub use relation::{Disagreements, Relation};
pub use revision::{Difference, FigureChange, Piece, Revision};
pub use row::{ArticleRow, Page, SourceRow};
pub use safe_text::SafeText;
pub use saved::{KeptSearch, SearchCount};
pub use snooze::{ReadingState, Snooze};
pub use span::Span;
pub use subscription::{LeftOut, SavedSearch, Subscription, SubscriptionList};
pub use triage::Triage;
