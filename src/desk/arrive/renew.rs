//! Making derived things again: articles that an older version of the program read are read once more,
//! from their own bytes, by today's.
//!
//! One article at once when it is opened; all of them, a few at a time, in the background. Marks follow
//! by anchoring, as with any other text; nothing of a person's is written.

use crate::desk::Desk;
use crate::desk::arrive::again::Reread;
use crate::desk::arrive::identity::find;
use crate::desk::company::relate;
use crate::facts::ENGINE;
use crate::ingest::PIPELINE;
use crate::library::{Batch, LibraryError, Outdated, Stored};
use crate::model::{ArticleId, SourceId};
use jiff::Timestamp;
use std::ops::ControlFlow;
use std::rc::Rc;

/// So many articles are made again in one transaction.
const AT_ONCE: usize = 16;

impl Desk {
    /// Makes everything again that an older pipeline or engine made, oldest first. `watch` hears how
    /// many articles were made, after each few, and may stop it; the rest waits for the next time.
    /// What cannot be read any more stays as it is.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn renew(
        &mut self,
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<usize, LibraryError> {
        if self.library.is_renewed(PIPELINE, ENGINE)? {
            return Ok(0);
        }
        let (mut done, mut after) = (0, 0);
        let mut last_read: Option<(String, Rc<Reread>)> = None;
        loop {
            let waiting = self.library.outdated(PIPELINE, ENGINE, after, AT_ONCE)?;
            let Some(last) = waiting.last() else { break };
            after = last.row;
            let mut found = Vec::with_capacity(waiting.len());
            for Outdated { id, original, .. } in waiting {
                // The entries of a feed lie beside each other and may share their bytes.
                let again = match (&original, &last_read) {
                    (Some(original), Some((name, read))) if name == original => Rc::clone(read),
                    _ => Rc::new(self.reread(&id, None)?),
                };
                last_read = original.map(|name| (name, Rc::clone(&again)));
                found.extend(self.found_again(id, again)?);
            }
            let now = (self.who.now)();
            let mut batch = self.library.batch()?;
            for again in &found {
                again.put(&mut batch, now)?;
            }
            batch.commit()?;
            self.forget();
            done += found.len();
            if watch(done).is_break() {
                return Ok(done);
            }
        }
        self.library.mark_renewed(PIPELINE, ENGINE)?;
        Ok(done)
    }

    /// Makes one article again.
    ///
    /// # Errors
    /// [`LibraryError::Stale`] when its bytes do not hold it any more.
    pub(in crate::desk) fn renew_article(&mut self, id: &ArticleId) -> Result<(), LibraryError> {
        let again = Rc::new(self.reread(id, None)?);
        let found = self.found_again(id.clone(), again)?;
        let found = found.ok_or_else(|| LibraryError::Stale(id.to_string()))?;
        let now = (self.who.now)();
        let mut batch = self.library.batch()?;
        found.put(&mut batch, now)?;
        batch.commit()?;
        self.forget();
        Ok(())
    }

    /// The article among those that its bytes gave this time, if it is still there.
    fn found_again(&self, id: ArticleId, from: Rc<Reread>) -> Result<Option<Again>, LibraryError> {
        let found = find(&from.document.articles, &self.library.identities(&id)?);
        Ok(found.map(|(index, identity)| Again {
            id,
            identity,
            from,
            index,
        }))
    }
}

/// An article as its bytes give it this time.
struct Again {
    id: ArticleId,
    identity: String,
    from: Rc<Reread>,
    /// Which article of the document it is.
    index: usize,
}

impl Again {
    fn put(&self, batch: &mut Batch<'_>, at: Timestamp) -> Result<(), LibraryError> {
        let Some(parsed) = self.from.document.articles.get(self.index) else {
            return Ok(());
        };
        batch.put(&Stored {
            id: &self.id,
            // It is known by its identity and keeps the source that it has.
            source: &SourceId::default(),
            identity: &self.identity,
            bytes: &self.from.bytes,
            article: &parsed.article,
            facts: &parsed.facts,
            testimony: &relate::said(parsed),
            names: &relate::names(parsed),
            pipeline: PIPELINE,
            engine: ENGINE,
            at,
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::arrive::{identity, parse};
    use crate::desk::{OpenOptions, Who};
    use crate::library::NewSource;
    use crate::model::{InstanceId, Query};

    const TEXT: &str = "Meta will spend $65 billion\n\nThe company said so on Monday.\n";

    fn desk(folder: &std::path::Path) -> Desk {
        let who = Who {
            annotator: "ann".into(),
            instance: InstanceId::named("test"),
            now: || Timestamp::UNIX_EPOCH,
            random: || [7; 10],
        };
        Desk::open(folder, OpenOptions::Write, who).unwrap()
    }

    /// Stores articles as an engine before the first one would have: without any facts.
    fn store_as_long_ago(desk: &mut Desk, articles: &[(&str, &str, &str)]) {
        let mut batch = desk.library.batch().unwrap();
        let source = SourceId::named("s");
        let new = NewSource {
            id: &source,
            kind: "folder",
            location: "/n",
            name: "n",
        };
        batch.source(&new).unwrap();
        for (id, identity, bytes) in articles {
            let document = parse::parse(&parse::Input::new(id, bytes.as_bytes()), None).unwrap();
            let parsed = document
                .articles
                .iter()
                .find(|parsed| identity::identity(parsed, "/n/feed.xml") == *identity)
                .unwrap_or(&document.articles[0]);
            let stored = Stored {
                id: &ArticleId::named(id),
                source: &source,
                identity,
                bytes: bytes.as_bytes(),
                article: &parsed.article,
                facts: &crate::model::Facts::default(),
                testimony: &crate::model::Testimony::default(),
                names: &[],
                pipeline: PIPELINE,
                engine: 0,
                at: Timestamp::UNIX_EPOCH,
            };
            batch.put(&stored).unwrap();
        }
        batch.commit().unwrap();
    }

    fn found(desk: &Desk, query: &str) -> Vec<String> {
        let query: Query = crate::query::parse(query).unwrap();
        let ids = desk.library.ids(&query).unwrap();
        ids.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_an_older_engine_made_is_made_again_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        let feed = "<rss version='2.0'><channel><title>F</title>
            <item><guid>1</guid><title>One</title><description>Sales rose 5% to $7 billion.</description></item>
            <item><guid>2</guid><title>Two</title><description>Sales fell 8% to $9 billion.</description></item>
            </channel></rss>";
        store_as_long_ago(
            &mut desk,
            &[
                ("plain", "path:/n/a.txt", TEXT),
                ("one", "entry:/n/feed.xml#1", feed),
                ("two", "entry:/n/feed.xml#2", feed),
            ],
        );
        assert!(found(&desk, "fact:money").is_empty());
        let mut go_on = |_| ControlFlow::Continue(());
        assert_eq!(desk.renew(&mut go_on).unwrap(), 3);
        assert_eq!(found(&desk, "fact:money>60B"), ["plain"]);
        assert_eq!(found(&desk, "fact:percent=8"), ["two"]);
        assert_eq!(desk.renew(&mut go_on).unwrap(), 0);
    }

    #[test]
    fn a_stopped_renewal_goes_on_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        let texts: Vec<(String, String)> = (0..40)
            .map(|number| (format!("a{number}"), format!("Costs: ${number} million\n")))
            .collect();
        let names: Vec<String> = texts.iter().map(|(id, _)| format!("path:{id}")).collect();
        let articles: Vec<(&str, &str, &str)> = texts
            .iter()
            .zip(&names)
            .map(|((id, text), name)| (id.as_str(), name.as_str(), text.as_str()))
            .collect();
        store_as_long_ago(&mut desk, &articles);
        let first = desk.renew(&mut |_| ControlFlow::Break(())).unwrap();
        assert!((1..40).contains(&first));
        let rest = desk.renew(&mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(first + rest, 40);
    }

    #[test]
    fn facts_are_asked_for_by_kind_value_subject_and_day() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        let articles = [
            (
                "meta",
                "path:/n/meta.txt",
                "Meta Platforms spent $65 billion on data centers in the third quarter of 2026.\n",
            ),
            (
                "amazon",
                "path:/n/amazon.txt",
                "Amazon’s revenue rose 12% in 2025.\n",
            ),
        ];
        store_as_long_ago(&mut desk, &articles);
        desk.renew(&mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(found(&desk, "fact:money>=65B"), ["meta"]);
        assert!(found(&desk, "fact:money>65B").is_empty());
        assert_eq!(found(&desk, "fact:$60B..70B"), ["meta"]);
        assert_eq!(found(&desk, "fact:percent"), ["amazon"]);
        assert_eq!(found(&desk, "-fact:percent"), ["meta"]);
        assert_eq!(found(&desk, "fact:2026-Q3"), ["meta"]);
        assert_eq!(found(&desk, "entity:\"Meta Platforms\""), ["meta"]);
        assert_eq!(found(&desk, "entity:facebook"), ["meta"]);
        assert_eq!(
            found(&desk, "entity:amazon or fact:money"),
            ["amazon", "meta"]
        );
        assert!(found(&desk, "entity:—").is_empty());
    }
}
