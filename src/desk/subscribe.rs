//! Following feeds, without looking at them: what a list names becomes sources.

use super::{Arrival, Desk};
use crate::library::LibraryError;
use crate::model::{
    Action, ArticleId, Change, Folder, GroupId, Origin, SafeText, SourceId, Subscription,
};
use jiff::{SignedDuration, Timestamp};

/// A transaction of many subscriptions lasts no longer.
const LONGEST: SignedDuration = SignedDuration::from_millis(10);

/// What a subscription was to the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribed {
    /// The source it is now.
    pub source: SourceId,
    /// `New`; `Known` when it was followed already; `Updated` when it had been removed and is back.
    pub arrival: Arrival,
}

impl Desk {
    /// Follows a feed: stores it as a source, without fetching anything. One that is followed already stays as it is,
    /// one that was removed comes back with its articles.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn subscribe(&mut self, subscription: &Subscription) -> Result<Subscribed, LibraryError> {
        let group = GroupId::from_random((self.who.random)());
        let mut changes = Vec::new();
        let subscribed = self.follow(subscription, &group, &mut changes)?;
        self.library.apply_all(&changes)?;
        Ok(subscribed)
    }

    /// Follows feeds in short transactions, as one undo; `tell` hears of each once it is on the disk.
    ///
    /// # Errors
    /// When the library refuses; what was told before stays.
    pub fn subscribe_all(
        &mut self,
        subscriptions: &[Subscription],
        tell: &mut dyn FnMut(&Subscription, Subscribed),
    ) -> Result<(), LibraryError> {
        let who = self.who.clone();
        let group = GroupId::from_random((who.random)());
        let mut rest = subscriptions.iter().peekable();
        while rest.peek().is_some() {
            let began: Timestamp = (who.now)();
            let (mut changes, mut done) = (Vec::new(), Vec::new());
            for subscription in rest.by_ref() {
                let subscribed = self.follow(subscription, &group, &mut changes)?;
                done.push((subscription, subscribed));
                if began.duration_until((who.now)()) >= LONGEST {
                    break;
                }
            }
            self.library.apply_all(&changes)?;
            for (subscription, subscribed) in done {
                tell(subscription, subscribed);
            }
        }
        Ok(())
    }

    /// What a subscription is to the library, and the changes that it takes.
    fn follow(
        &self,
        subscription: &Subscription,
        group: &GroupId,
        changes: &mut Vec<Change>,
    ) -> Result<Subscribed, LibraryError> {
        let address = subscription.address.as_str();
        if let Some((source, articles)) = self.library.removed_source(address)? {
            changes.extend(self.come_back(&source, articles));
            return Ok(Subscribed {
                source,
                arrival: Arrival::Updated,
            });
        }
        if let Ok(source) = self.library.source_at(address) {
            return Ok(Subscribed {
                source,
                arrival: Arrival::Known,
            });
        }
        let source = SourceId::from_random((self.who.random)());
        let action = Action::Subscribe {
            source: source.clone(),
            address: subscription.address.clone(),
            title: subscription.title.clone().unwrap_or_else(|| host(address)),
            page: subscription.site.clone(),
            folder: Folder::of(subscription.folder.iter().map(SafeText::as_str)),
            tags: subscription.tags.clone(),
        };
        changes.push(Change {
            group: group.clone(),
            ..self.who.change(Origin::User, action)
        });
        Ok(Subscribed {
            source,
            arrival: Arrival::New,
        })
    }

    /// The changes that show a removed source again, with the articles that were hidden with it.
    pub(super) fn come_back(&self, source: &SourceId, articles: Vec<ArticleId>) -> [Change; 2] {
        [
            Action::RestoreSource {
                source: source.clone(),
            },
            Action::RestoreArticles { articles },
        ]
        .map(|action| self.who.change(Origin::Automatic, action))
    }
}

/// What a feed without a title is called until it says more: the address without its scheme.
fn host(address: &str) -> SafeText {
    let name = address.split_once("://").map_or(address, |(_, rest)| rest);
    SafeText::line(name.trim_end_matches('/'))
}
