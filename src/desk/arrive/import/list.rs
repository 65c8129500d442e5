//! A list of feeds among the inputs: its feeds are followed, its searches kept; nothing is fetched.

use super::{Import, ImportError};
use crate::desk::arrive::arrival::{Added, Arrival};
use crate::desk::follow::subscribe::Followed;
use crate::model::SubscriptionList;

impl Import<'_, '_> {
    /// Takes what a list of feeds names. Nothing is fetched; what the list names and was not taken is told.
    pub(super) fn follow(
        &mut self,
        input: &str,
        list: &SubscriptionList,
    ) -> Result<(), ImportError> {
        let (watch, progress) = (&mut self.watch, &mut self.progress);
        progress.total = progress.total.map(|total| total + list.feeds.len());
        let mut stopped = false;
        self.desk.subscribe_all(list, &mut |followed| {
            let added = match followed {
                Followed::Feed(feed, subscribed) => {
                    progress.seen += 1;
                    progress.feeds += usize::from(subscribed.arrival != Arrival::Known);
                    Added {
                        input: feed.address.to_string(),
                        id: None,
                        arrival: subscribed.arrival,
                        reason: None,
                        title: feed.title.clone(),
                    }
                }
                // A search is told when it could not be kept.
                Followed::Search(_, Arrival::New | Arrival::Known) => {
                    let answer = watch(progress, None);
                    stopped |= answer.is_break();
                    return answer;
                }
                Followed::Search(search, arrival) => Added {
                    input: format!("{input}: {}", search.name),
                    id: None,
                    arrival,
                    reason: Some("another search is kept under this name".to_owned()),
                    title: Some(search.name.clone()),
                },
            };
            if let Some(reason) = &added.reason {
                progress.refused.push(format!("{}: {reason}", added.input));
            }
            let answer = watch(progress, Some(&added));
            stopped |= answer.is_break();
            answer
        })?;
        self.stopped |= stopped;
        for left in &list.left_out {
            self.refuse(&format!("{input}: {}", left.written), &left.reason);
        }
        Ok(())
    }
}
