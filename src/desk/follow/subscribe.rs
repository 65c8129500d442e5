//! Following feeds, without looking at them: what a list names becomes sources.

use crate::desk::{Arrival, Desk};
use crate::library::LibraryError;
use crate::model::{
    Action, ArticleId, Change, Folder, GroupId, Origin, SafeText, SavedSearch, SourceId,
    Subscription, SubscriptionList,
};
use jiff::{SignedDuration, Timestamp};
use std::ops::ControlFlow;

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

/// One thing of a list that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Followed<'a> {
    /// A feed, and what it was to the library.
    Feed(&'a Subscription, Subscribed),
    /// A search; refused when another search has its name.
    Search(&'a SavedSearch, Arrival),
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

    /// Follows the feeds of a list and keeps its searches, in short transactions and as one undo. `tell` hears of each
    /// feed and search once it is on the disk; its answer may stop the rest. A search whose name is taken by another
    /// one is told as refused.
    ///
    /// # Errors
    /// When the library refuses; what was told before stays.
    pub fn subscribe_all(
        &mut self,
        list: &SubscriptionList,
        tell: &mut dyn FnMut(Followed<'_>) -> ControlFlow<()>,
    ) -> Result<(), LibraryError> {
        let group = GroupId::from_random((self.who.random)());
        if self.follow_all(&list.feeds, &group, tell)?.is_break() {
            return Ok(());
        }
        for search in &list.searches {
            let arrival = self.keep_search(search, &group)?;
            if tell(Followed::Search(search, arrival)).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Keeps a search of a list under its name.
    fn keep_search(
        &mut self,
        search: &SavedSearch,
        group: &GroupId,
    ) -> Result<Arrival, LibraryError> {
        match self.library.saved_search(&search.name) {
            Ok(known) if known.query == search.query => return Ok(Arrival::Known),
            Ok(_) => return Ok(Arrival::Refused),
            Err(LibraryError::Unknown { .. }) => {}
            Err(error) => return Err(error),
        }
        let action = Action::SaveSearch {
            name: search.name.clone(),
            query: search.query.clone(),
        };
        self.library.apply(&Change {
            group: group.clone(),
            ..self.who.change(Origin::User, action)
        })?;
        Ok(Arrival::New)
    }

    fn follow_all(
        &mut self,
        feeds: &[Subscription],
        group: &GroupId,
        tell: &mut dyn FnMut(Followed<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, LibraryError> {
        let now = self.who.now;
        let mut rest = feeds.iter().peekable();
        while rest.peek().is_some() {
            let began: Timestamp = now();
            let (mut changes, mut done) = (Vec::new(), Vec::new());
            for feed in rest.by_ref() {
                let subscribed = self.follow(feed, group, &mut changes)?;
                done.push((feed, subscribed));
                if began.duration_until(now()) >= LONGEST {
                    break;
                }
            }
            self.library.apply_all(&changes)?;
            // What is on the disk is told, whatever the answer; the rest waits for another time.
            let mut answer = ControlFlow::Continue(());
            for (feed, subscribed) in done {
                if tell(Followed::Feed(feed, subscribed)).is_break() {
                    answer = ControlFlow::Break(());
                }
            }
            if answer.is_break() {
                return Ok(answer);
            }
        }
        Ok(ControlFlow::Continue(()))
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
    pub(in crate::desk) fn come_back(
        &self,
        source: &SourceId,
        articles: Vec<ArticleId>,
    ) -> [Change; 2] {
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
