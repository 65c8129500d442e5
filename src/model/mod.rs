//! The nouns: plain data that every room speaks about. They import nothing of this crate and do nothing.

pub mod annotation;
pub mod article;
pub mod block;
pub mod change;
pub mod date;
pub mod fact;
pub mod id;
pub mod label;
pub mod opened;
pub mod progress;
pub mod quantity;
pub mod query;
pub mod relation;
pub mod row;
pub mod safe_text;
pub mod source_map;
pub mod span;
pub mod subscription;

pub use annotation::{AnchorState, Annotation, Body, PlacedAnnotation, Target, TextVersion};
pub use article::{Article, Metadata, Published};
pub use block::{Block, BlockKind, Section, SectionKind, Table};
pub use change::{Action, Change, Origin, StateChange};
pub use fact::{Fact, FactKind, FactValue, Facts};
pub use id::{AnnotationId, ArticleId, ChangeId, GroupId, InstanceId, SourceId};
pub use label::LabelScheme;
pub use opened::{Draft, OpenedArticle};
pub use progress::{ExportReport, ImportProgress};
pub use query::Query;
pub use relation::Relation;
pub use row::{ArticleRow, Page, SourceRow};
pub use safe_text::SafeText;
pub use span::Span;
pub use subscription::{LeftOut, SavedSearch, Subscription, SubscriptionList};
