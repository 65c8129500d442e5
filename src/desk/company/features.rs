//! What of an article is laid beside others to find its company. It is worked out as the article arrives, when its text is
//! at hand, and kept until the article is grouped; of one that came before, it is read from its text.

use crate::facts::story::Telling;
use crate::ingest::duplicate::Imprint;
use crate::model::{Article, ArticleId, Facts};
use crate::text::signature::Signature;
use std::collections::HashMap;
use std::rc::Rc;

/// Features of no more articles are kept; of the others they are read from their texts.
const MOST: usize = 16_384;

/// What of an article is compared, whatever else there is in the library.
#[derive(Debug, PartialEq)]
pub(in crate::desk) struct Features {
    /// By what its story is recognised.
    pub telling: Telling,
    /// The signature of its words and how many they are; `None` when they are too few to say that it was copied.
    pub signature: Option<(Signature, usize)>,
    /// Whether it names another publication as its source.
    pub repeats: bool,
    /// When it was published, if it says so, in seconds.
    pub published: Option<i64>,
}

impl Features {
    /// The features of an article with these facts.
    pub fn of(article: &Article, facts: &Facts) -> Self {
        let imprint = Imprint::of(article);
        let metadata = &article.metadata;
        Self {
            telling: Telling::of(article, facts),
            signature: imprint.map(|imprint| (imprint.signature, imprint.runs.words)),
            repeats: metadata.original_source.is_some(),
            published: metadata.published.map(|at| at.at.as_second()),
        }
    }
}

/// Features of articles that wait to be grouped, each with the number of the text that it was worked out from.
#[derive(Debug, Default)]
pub(in crate::desk) struct Arrived(HashMap<ArticleId, (i64, Rc<Features>)>);

impl Arrived {
    /// Whether there is room for one more.
    pub fn has_room(&self) -> bool {
        self.0.len() < MOST
    }

    pub fn put(&mut self, id: ArticleId, text: i64, features: Features) {
        self.0.insert(id, (text, Rc::new(features)));
    }

    /// The features of an article whose text has this number.
    pub fn get(&self, id: &ArticleId, text: i64) -> Option<Rc<Features>> {
        let (of, features) = self.0.get(id)?;
        (*of == text).then(|| Rc::clone(features))
    }

    /// It is grouped now.
    pub fn remove(&mut self, id: &ArticleId) {
        self.0.remove(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Desk, Input, Library, OpenOptions, Who};
    use crate::model::{ArticleRow, InstanceId, Query};
    use jiff::Timestamp;
    use std::ops::ControlFlow;
    use std::path::Path;
    use std::sync::atomic::{AtomicU8, Ordering};

    /// Two reports of one event, a copy of the first, and an article that has nothing to do with them.
    fn texts() -> [String; 4] {
        let report = "Norwind Energy said on Monday that it will close its plant in Kelltown and cut 1,250 jobs there.\n\n\
            Norwind Energy expects the closure to cost $345 million, said its head, Ada Brenn, who blamed weak orders. \
            The union of the plant wants to talk with Ada Brenn before the works council meets in the coming week.\n";
        [
            format!("Norwind Energy closes its plant in Kelltown\n\n{report}"),
            format!("Plant of Norwind Energy to close\n\n{report}"),
            "Kelltown loses the plant of Norwind Energy\n\nThe 1,250 people who work for Norwind Energy in Kelltown \
             lose their jobs. Ada Brenn told them so on Monday morning, and put the cost of it at $345 million.\n"
                .to_owned(),
            "Ferry times\n\nThe ferry over the northern arm of the river leaves every ten minutes.\n".to_owned(),
        ]
    }

    fn desk(folder: &Path) -> Desk {
        static GIVEN: AtomicU8 = AtomicU8::new(0);
        let who = Who {
            annotator: "ann".into(),
            instance: InstanceId::named("test"),
            now: || Timestamp::UNIX_EPOCH,
            random: || [GIVEN.fetch_add(1, Ordering::Relaxed); 10],
        };
        Desk::open(folder, OpenOptions::Write, who).unwrap()
    }

    fn import(desk: &mut Desk, texts: &[String]) {
        let input = |text: &String| Input::Bytes("text".to_owned(), text.as_bytes().to_vec());
        let inputs: Vec<Input> = texts.iter().map(input).collect();
        let watch = &mut |_: &_, _: Option<&_>| ControlFlow::Continue(());
        desk.import(&inputs, None, watch).unwrap();
    }

    fn compare(desk: &mut Desk) {
        desk.compare_new(&mut |_| ControlFlow::Continue(()))
            .unwrap();
    }

    /// For each article by its title whether it is a copy, and how many tell its story.
    fn company(library: &Library) -> Vec<(String, bool, usize)> {
        let rows = library.list(&Query::default(), 0, 9).unwrap().rows;
        let story = |row: &ArticleRow| row.story.as_ref().map(|story| story.id.clone());
        let told = rows.iter().map(|row| {
            let of_it = rows
                .iter()
                .filter(|other| story(row).is_some() && story(other) == story(row));
            (row.title.to_string(), row.copy_of.is_some(), of_it.count())
        });
        let mut told: Vec<_> = told.collect();
        told.sort();
        told
    }

    #[test]
    fn an_article_finds_the_same_company_whichever_way_it_comes() {
        let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
        let [at_once, alone, later] = folders.each_ref().map(tempfile::TempDir::path);
        let mut together = desk(at_once);
        import(&mut together, &texts());
        compare(&mut together);
        let found = company(&together.library);
        assert_eq!(found.iter().filter(|one| one.1).count(), 1, "{found:?}");
        assert_eq!(
            found.iter().filter(|one| one.2 == 3).count(),
            3,
            "{found:?}"
        );
        for text in texts() {
            let mut one = desk(alone);
            import(&mut one, &[text]);
            compare(&mut one);
        }
        assert_eq!(company(&desk(alone).library), found);
        import(&mut desk(later), &texts());
        let mut begun_again = desk(later);
        compare(&mut begun_again);
        assert_eq!(company(&begun_again.library), found);
    }

    #[test]
    fn an_article_is_counted_once_however_often_its_text_comes_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.txt");
        let mut desk = desk(folder.path());
        let [report, ..] = texts();
        let mut told = Vec::new();
        for more in ["", "The works council met on Tuesday.\n"] {
            std::fs::write(&file, format!("{report}{more}")).unwrap();
            let watch = &mut |_: &_, _: Option<&_>| ControlFlow::Continue(());
            desk.import(&[Input::Path(file.clone())], None, watch)
                .unwrap();
            compare(&mut desk);
            if told.is_empty() {
                let row = desk.library.list(&Query::default(), 0, 1).unwrap();
                let content = desk.library.content(&row.rows[0].id).unwrap();
                let features = Features::of(&content.article, &content.facts);
                told = features.telling.terms();
            }
        }
        assert_eq!(desk.library.tellers(None).unwrap(), 1);
        assert!(told.len() > 10, "{told:?}");
        for term in told {
            assert_eq!(desk.library.tellers(Some(term)).unwrap(), 1);
        }
    }

    #[test]
    fn what_is_kept_of_an_arriving_article_is_what_its_text_gives() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        import(&mut desk, &texts());
        for waiting in desk.library.ungrouped(1, 9).unwrap() {
            let (id, text) = (&waiting.id, waiting.text.unwrap());
            let kept = desk.gallery.arrived.get(id, text).unwrap();
            assert_eq!(desk.gallery.arrived.get(id, -1), None, "of another text");
            let content = desk.library.content(id).unwrap();
            let read = Features::of(&content.article, &content.facts);
            assert_eq!(*kept, read);
        }
    }

    #[test]
    fn no_article_that_has_just_come_is_read_whole_to_be_grouped() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        import(&mut desk, &texts());
        let waiting = desk.library.ungrouped(1, 9).unwrap();
        assert_eq!(waiting.len(), 4);
        desk.group_new(&mut |_| ControlFlow::Continue(())).unwrap();
        for one in waiting {
            assert!(!desk.has_read(&one.id));
        }
    }
}
