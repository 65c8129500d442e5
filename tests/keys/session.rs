//! A person at the keyboard: the state machine on a real library, with every wish performed at once.

use jiff::Timestamp;
use pressmark::app::App;
use pressmark::app::effect::Effect;
use pressmark::app::event::{Deadline, Draft, Event, Mouse, MouseKind};
use pressmark::app::keys::command::Command;
use pressmark::app::keys::key::parse_keys;
use pressmark::app::settings::Settings;
use pressmark::config::keys::UserKeys;
use pressmark::config::{Config, Theme};
use pressmark::desk::{Desk, Who};
use pressmark::driver::clock;
use pressmark::driver::inline::Inline;
use pressmark::library::{Company, Library, NewSource, OpenOptions, Stored};
use pressmark::model::block::{self, InlineKind};
use pressmark::model::quantity::{Quantity, Unit};
use pressmark::model::relation::{Grade, Origin, RelationKind, Side};
use pressmark::model::*;
use pressmark::text::sentences;
use pressmark::tui::signs::Signs;
use pressmark::tui::theme::{Depth, Styles};
use pressmark::tui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// So many sentences of a story are key facts.
const KEY_FACTS: usize = 6;

/// An article for the library. Paragraphs are parted by blank lines; `# ` makes a heading, `- ` an item,
/// `~ ` furniture, `^ ` a table that lost its cells. Amounts such as `$37B` become money facts, `[words](address)` a link, and `{came|reads}` a
/// repaired place.
pub struct Story {
    pub id: &'static str,
    pub title: &'static str,
    pub text: String,
}

impl Story {
    pub fn new(id: &'static str, title: &'static str, text: &str) -> Self {
        Self {
            id,
            title,
            text: text.to_owned(),
        }
    }

    fn parsed(&self, age: i64) -> (Article, Facts) {
        let (mut text, mut blocks, mut inlines) = (String::new(), Vec::new(), Vec::new());
        for part in self.text.split("\n\n") {
            let (kind, words) = match part.split_once(' ') {
                Some(("#", words)) => (BlockKind::Heading, words),
                Some(("-", words)) => (BlockKind::ListItem, words),
                Some(("~", words)) => (BlockKind::Boilerplate, words),
                Some(("^", words)) => (BlockKind::Paragraph, words),
                _ => (BlockKind::Paragraph, part),
            };
            let start = text.len();
            match words
                .split_once('[')
                .and_then(|(a, b)| Some((a, b.split_once("](")?)))
            {
                Some((before, (linked, rest))) => {
                    let (address, after) = rest.split_once(')').unwrap();
                    text.push_str(before);
                    let span = Span::new(text.len(), text.len() + linked.len());
                    inlines.push(block::Inline {
                        span,
                        kind: InlineKind::Link(address.to_owned()),
                    });
                    text.push_str(linked);
                    text.push_str(after);
                }
                None => text.push_str(words),
            }
            let span = Span::new(start, text.len());
            text.push_str("\n\n");
            let extent = Span::new(start, text.len());
            blocks.push(Block {
                extent,
                level: 1,
                ..Block::new(kind, span)
            });
        }
        let repairs = repairs(&mut text, &mut blocks);
        let mut facts = Facts::default();
        for block in blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Boilerplate)
        {
            for span in sentences::split(&text, block.span) {
                facts.sentences.push(fact::Sentence {
                    span,
                    score: 1.0,
                    reasons: Vec::new(),
                });
            }
        }
        for (start, _) in text.match_indices('$') {
            let digits: String = text[start + 1..]
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let sentence = facts
                .sentences
                .iter()
                .position(|s| s.span.contains(start))
                .unwrap();
            let amount = digits.parse::<i64>().unwrap() * 1_000_000_000;
            facts.facts.push(Fact {
                kind: FactKind::Money,
                span: Span::new(start, start + digits.len() + 2),
                sentence,
                value: FactValue::Quantity(Quantity::exact(
                    amount.into(),
                    Unit::Currency("USD".into()),
                )),
                subject: Some("Meta".into()),
                metric: Some("capex".into()),
                period: None,
            });
            let rank = facts.key_facts.len() + 1;
            let span = facts.sentences[sentence].span;
            if rank <= KEY_FACTS && facts.key_facts.iter().all(|key| key.span != span) {
                facts.key_facts.push(fact::KeyFact {
                    span,
                    rank,
                    reasons: vec!["money".into(), "early".into()],
                    facts: vec![facts.facts.len() - 1],
                });
            }
        }
        let mut article = Article {
            losses: lost_tables(&self.text, &blocks),
            text: text.into(),
            blocks,
            inlines,
            repairs,
            ..Article::default()
        };
        article.metadata.title = Some(self.title.into());
        article.metadata.site = Some("The Wire".into());
        article.metadata.url = Some(format!("https://example.org/{}", self.id).into());
        article.metadata.published = Some(Published::moment(at(-age * 86_400)));
        (article, facts)
    }
}

/// Takes `{came|reads}` out of a text: what it reads stays. Each must be the last thing of its kind in its paragraph,
/// so that only the ends of blocks move.
fn repairs(text: &mut String, blocks: &mut [Block]) -> Vec<article::Repair> {
    let mut repairs = Vec::new();
    while let Some((start, end)) = text.find('{').zip(text.find('}')) {
        let (came, reads) = text[start + 1..end].split_once('|').unwrap();
        let (came, reads) = (came.to_owned(), reads.to_owned());
        let shorter = end + 1 - start - reads.len();
        text.replace_range(start..=end, &reads);
        for block in &mut *blocks {
            for at in [
                &mut block.span.start,
                &mut block.span.end,
                &mut block.extent.start,
                &mut block.extent.end,
            ] {
                *at -= if *at > end { shorter } else { 0 };
            }
        }
        repairs.push(article::Repair {
            span: Span::new(start, start + reads.len()),
            before: came.into(),
            certainty: article::Certainty::Certain,
            codec: "windows-874".into(),
        });
    }
    repairs
}

/// The paragraphs that are tables without cells.
fn lost_tables(story: &str, blocks: &[Block]) -> Vec<health::Loss> {
    let lost = story.split("\n\n").zip(blocks);
    lost.filter(|(part, _)| part.starts_with('^'))
        .map(|(_, block)| health::Loss {
            span: block.span,
            kind: health::LossKind::Table,
        })
        .collect()
}

/// Puts a story into the library, again if it is there.
fn put(library: &mut Library, story: &Story, age: i64) {
    let (article, facts) = story.parsed(age);
    let mut batch = library.batch().unwrap();
    let source = NewSource {
        id: &SourceId::named("news"),
        kind: "folder",
        location: "/news",
        name: "News",
    };
    let source = batch.source(&source).unwrap();
    let stored = Stored {
        id: &ArticleId::named(story.id),
        source: &source,
        identity: story.id,
        bytes: story.text.as_bytes(),
        article: &article,
        facts: &facts,
        testimony: &pressmark::model::Testimony::default(),
        names: &[],
        pipeline: pressmark::ingest::PIPELINE,
        engine: pressmark::facts::ENGINE,
        at: at(age),
    };
    batch.put(&stored).unwrap();
    batch.commit().unwrap();
}

/// A moment so many seconds after a fixed day.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_780_000_000 + seconds).unwrap()
}

/// A wide window with all three panes.
pub const WIDE: (u16, u16) = (160, 40);

/// The person, the program, and the outside world as far as it is seen.
pub struct Session {
    pub app: App,
    /// A second eye on the same library.
    pub library: Library,
    driver: Inline,
    /// Everything that was wished and does not touch the library: links, copies, exports, …
    pub asked: Vec<Effect>,
    /// Saves are kept waiting.
    pub slow: bool,
    /// Whether articles are kept waiting.
    pub late: bool,
    /// Saves fail for this reason.
    pub broken: Option<&'static str>,
    /// The program left.
    pub left: bool,
    folder: TempDir,
    clock: i64,
    waiting: VecDeque<Effect>,
    wakes: Vec<Deadline>,
}

/// The settings of a run.
pub fn settings(run: u8) -> Settings {
    Settings {
        annotator: "ann".into(),
        blind: false,
        instance: InstanceId::named(&format!("run-{run}")),
        seed: [run; 16],
        scheme: pressmark::config::labels::default().unwrap(),
        keys: UserKeys::default(),
        zone: jiff::tz::TimeZone::UTC,
        column: 76,
        read_after: Duration::from_secs(2),
        theme: "dark".into(),
        filter: String::new(),
        command: None,
        import: Vec::new(),
        fetches: false,
        read_only: None,
    }
}

/// Performs wishes on the library in `folder`.
fn driver(folder: &Path, run: u8) -> Inline {
    let settings = settings(run);
    let who = Who {
        annotator: settings.annotator.clone(),
        instance: settings.instance.clone(),
        now: clock::now,
        random: clock::random,
    };
    let desk = Desk::open(folder, OpenOptions::Write, who).unwrap();
    Inline::new(desk, &Config::defaults().unwrap())
}

/// The screen, in plain style.
fn shown(app: &App) -> Buffer {
    let (width, height) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let styles = Styles::new(Theme::plain(), Depth::None);
    view::draw(app, (&styles, &Signs::UNICODE), &mut buffer);
    buffer
}

impl Session {
    /// Starts the program on a library with these articles, the newest first.
    pub fn with(stories: &[Story]) -> Self {
        Self::sized(WIDE, stories)
    }

    /// So many articles, `a000` called `Title 0` being the newest.
    pub fn many(count: usize) -> Self {
        let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        let story = |n| {
            let (id, title) = (leak(format!("a{n:03}")), leak(format!("Title {n}")));
            Story::new(id, title, &format!("Text {n}."))
        };
        Self::with(&(0..count).map(story).collect::<Vec<_>>())
    }

    pub fn sized(size: (u16, u16), stories: &[Story]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        for (age, story) in (0..).zip(stories) {
            put(&mut library, story, age);
        }
        let mut session = Self {
            app: App::new(size, settings(1)),
            driver: driver(folder.path(), 1),
            library,
            asked: Vec::new(),
            slow: false,
            late: false,
            broken: None,
            left: false,
            folder,
            clock: 0,
            waiting: VecDeque::new(),
            wakes: Vec::new(),
        };
        let wishes = session.app.start(at(0));
        session.waiting.extend(wishes);
        session.perform();
        session
    }

    /// Starts the program on a library with the articles of some files.
    pub fn importing(size: (u16, u16), paths: Vec<PathBuf>) -> Self {
        let mut session = Self::sized(size, &[]);
        let events = session.driver.perform(Effect::Import(paths));
        for event in events {
            session.happens(event);
        }
        session
    }

    /// Copies and stories are found, as after an import.
    pub fn grouped(mut self) -> Self {
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        self.driver.desk().group_new(go_on).unwrap();
        self.happens(Event::LibraryChanged);
        self
    }

    /// Says that an article without copies tells the story of another one.
    pub fn told_with(mut self, id: &str, other: &str) -> Self {
        let [id, other] = [id, other].map(|id| self.library.number(&ArticleId::named(id)).unwrap());
        let company = Company {
            story_with: &[other],
            // Whatever the engine's number is: it is not grouped again.
            engine: u32::MAX,
            ..Company::default()
        };
        let mut batch = self.library.batch().unwrap();
        batch.group(id, &company).unwrap();
        batch.commit().unwrap();
        self.happens(Event::LibraryChanged);
        self
    }

    /// Leaves without a word and starts again on the same library.
    pub fn restarted(self) -> Self {
        self.restarted_with(None)
    }

    /// The same, beginning with a command.
    pub fn restarted_with(mut self, command: Option<(Command, String)>) -> Self {
        drop(self.library);
        self.library = Library::open(self.folder.path(), OpenOptions::Write).unwrap();
        self.driver = driver(self.folder.path(), 2);
        let settings = Settings {
            command,
            ..settings(2)
        };
        self.app = App::new(self.app.size, settings);
        self.waiting.clear();
        let wishes = self.app.start(at(self.clock));
        self.waiting.extend(wishes);
        self.perform();
        self
    }

    /// The same state twice: what happens to one does not happen to the other.
    pub fn fork(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        self.library
            .backup(&folder.path().join("library.db"))
            .unwrap();
        Self {
            app: self.app.clone(),
            driver: driver(folder.path(), 1),
            library: Library::open(folder.path(), OpenOptions::Write).unwrap(),
            asked: self.asked.clone(),
            waiting: self.waiting.clone(),
            wakes: self.wakes.clone(),
            folder,
            ..*self
        }
    }

    /// Says that a figure of one article disagrees (or not) with one of another.
    pub fn relate(mut self, kind: RelationKind, a: (&str, &str), b: (&str, &str)) -> Self {
        let side = |(id, words): (&str, &str)| {
            let stored = self.library.article(&ArticleId::named(id)).unwrap();
            let text = stored.article.text.as_str();
            let start = text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            let fact = stored.facts.facts.iter().find(|fact| fact.span == span);
            let sentence = fact.map(|fact| stored.facts.sentences[fact.sentence].span);
            let place = sentence.unwrap_or(span);
            Side {
                article: stored.row.id,
                title: stored.row.title,
                kind: FactKind::Money,
                span,
                text: words.into(),
                sentence: place.of(text).into(),
                place,
                value: fact.map_or(FactValue::None, |fact| fact.value.clone()),
                origin: Origin::default(),
            }
        };
        let relation = Relation {
            kind,
            grade: Grade::Firm,
            independent: true,
            reason: "other amounts".into(),
            a: side(a),
            b: side(b),
            ruling: None,
        };
        let mut batch = self.library.batch().unwrap();
        let pair = pressmark::model::Pair::from(&relation);
        batch.relate(&ArticleId::named(a.0), &[pair]).unwrap();
        batch.commit().unwrap();
        self.happens(Event::LibraryChanged);
        self
    }

    /// An article with this text comes in as its paragraphs, without facts, and is opened.
    pub fn opens(&mut self, text: &str) -> &mut Self {
        let mut article = Article {
            text: text.into(),
            ..Article::default()
        };
        let mut start = 0;
        for part in text.split_inclusive("\n\n") {
            let extent = Span::new(start, start + part.len());
            let span = Span::new(start, start + part.trim_end().len());
            article.blocks.push(Block {
                extent,
                ..Block::new(BlockKind::Paragraph, span)
            });
            start = extent.end;
        }
        article.metadata.title = Some("Huge".into());
        let mut batch = self.library.batch().unwrap();
        let source = NewSource {
            id: &SourceId::named("news"),
            kind: "folder",
            location: "/news",
            name: "News",
        };
        let source = batch.source(&source).unwrap();
        batch
            .put(&Stored {
                id: &ArticleId::named("huge"),
                source: &source,
                identity: "huge",
                bytes: text.as_bytes(),
                article: &article,
                facts: &Facts::default(),
                testimony: &pressmark::model::Testimony::default(),
                names: &[],
                pipeline: pressmark::ingest::PIPELINE,
                engine: pressmark::facts::ENGINE,
                at: at(0),
            })
            .unwrap();
        batch.commit().unwrap();
        self.happens(Event::LibraryChanged).keys("<Enter>")
    }

    /// The first story came again with another text.
    pub fn comes_again(&mut self, story: &Story) -> &mut Self {
        put(&mut self.library, story, 0);
        self.happens(Event::LibraryChanged)
    }

    /// Presses keys, one after the other; every wish is granted before the next.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in parse_keys(keys).unwrap() {
            self.happens(Event::Key(key));
        }
        self
    }

    /// Somebody else presses keys in the same program.
    pub fn as_person(&mut self, who: &str, keys: &str) -> &mut Self {
        let own = std::mem::replace(&mut self.app.settings.annotator, who.into());
        self.keys(keys);
        self.app.settings.annotator = own;
        self
    }

    /// Something happens, and everything that follows from it.
    pub fn happens(&mut self, event: Event) -> &mut Self {
        self.takes(event);
        self.perform();
        self
    }

    /// What is said to leave the screen as it was does.
    fn takes(&mut self, event: Event) {
        self.clock += 1;
        let is_done = matches!(event, Event::Key(_) | Event::Command(..) | Event::Mouse(_));
        let before = (!is_done).then(|| self.app.clone());
        let told = format!("{event:?}");
        let wishes = self.app.update(event, at(self.clock));
        self.waiting.extend(wishes);
        if let Some(mut before) = before.filter(|_| self.app.still) {
            // How long ago something was is told anew with the next change.
            before.now = self.app.now;
            assert!(shown(&before) == shown(&self.app), "{told} is seen");
        }
    }

    /// With these rules for what comes in.
    pub fn with_rules(mut self, rules: &[Rule]) -> Self {
        self.driver.desk().rule_new().unwrap();
        self.driver.desk().rules = rules.to_vec();
        self
    }

    /// The desk on which wishes are performed.
    pub fn desk(&mut self) -> &mut Desk {
        self.driver.desk()
    }

    /// Articles come in and go through the rules.
    pub fn arrives(&mut self, stories: &[Story]) -> &mut Self {
        for story in stories {
            put(&mut self.library, story, -1);
        }
        let effects = self.driver.desk().rule_new().unwrap();
        self.happens(Event::Ruled(effects))
    }

    /// So many seconds pass.
    pub fn pass(&mut self, seconds: i64) -> &mut Self {
        self.clock += seconds;
        self
    }

    /// The library is as its log says.
    pub fn is_well(&self) {
        assert_eq!(self.library.doctor().unwrap(), Vec::<String>::new());
    }

    /// For what the program would wake up by itself.
    pub fn wakes(&self) -> &[Deadline] {
        &self.wakes
    }

    /// Time passes until a deadline that was asked for.
    pub fn after(&mut self, deadline: Deadline) -> &mut Self {
        let asked = self.wakes.iter().position(|asked| *asked == deadline);
        let asked = asked.unwrap_or_else(|| panic!("nobody asked for {deadline:?}"));
        self.wakes.remove(asked);
        self.happens(Event::Deadline(deadline))
    }

    pub fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) -> &mut Self {
        let at = at(0);
        self.happens(Event::Mouse(Mouse {
            kind,
            column,
            row,
            at,
        }))
    }

    /// What was kept waiting is done now.
    pub fn catch_up(&mut self) -> &mut Self {
        (self.slow, self.late) = (false, false);
        self.perform();
        self
    }

    fn perform(&mut self) {
        let mut kept = VecDeque::new();
        while let Some(effect) = self.waiting.pop_front() {
            let waits = match effect {
                Effect::Save(_) | Effect::SaveForView(..) | Effect::Undo => self.slow,
                Effect::OpenArticle(..) | Effect::ReadAhead(..) | Effect::FindWords(..) => {
                    self.late
                }
                _ => false,
            };
            if waits {
                kept.push_back(effect);
                continue;
            }
            for event in self.answer(effect) {
                self.takes(event);
            }
        }
        self.waiting = kept;
    }

    /// What the world answers. Links, copies, exports, imports and themes are only remembered.
    fn answer(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Save(change) | Effect::SaveForView(_, change) if self.broken.is_some() => {
                let reason = self.broken.unwrap_or_default().to_owned();
                vec![Event::SaveFailed(change, reason)]
            }
            Effect::LoadThemes => vec![Event::ThemesLoaded(vec![
                "dark".into(),
                "light".into(),
                "paper".into(),
            ])],
            Effect::Wake(deadline, _) => {
                self.wakes.retain(|asked| *asked != deadline);
                self.wakes.push(deadline);
                Vec::new()
            }
            Effect::Quit => {
                self.left = true;
                Vec::new()
            }
            Effect::Import(_)
            | Effect::CancelImport
            | Effect::Fetch(_)
            | Effect::Subscribe(_)
            | Effect::CancelFetch
            | Effect::Export(..)
            | Effect::Copy(_)
            | Effect::OpenLink(_)
            | Effect::SetTheme(..)
            | Effect::Highlight(..)
            | Effect::Suspend
            | Effect::Redraw => {
                self.asked.push(effect);
                Vec::new()
            }
            effect => self.driver.perform(effect),
        }
    }

    /// The stored row of an article.
    pub fn row(&self, id: &str) -> ArticleRow {
        self.library.row(&ArticleId::named(id)).unwrap()
    }

    /// The stored marks of an article: `words|label|verdict|#tags|note`.
    pub fn marks(&self, id: &str) -> Vec<String> {
        let notes = self.library.notes_of(&ArticleId::named(id)).unwrap();
        let name =
            |name: &Option<SafeText>| name.as_ref().map_or(String::new(), ToString::to_string);
        let one = |note: PlacedAnnotation| {
            let annotation = note.annotation;
            let words = annotation
                .target
                .map_or("*".to_owned(), |target| target.quote.to_string());
            let body = annotation.body;
            let tags: Vec<_> = body.tags.iter().map(|tag| format!("#{tag}")).collect();
            let tags = tags.concat();
            format!(
                "{words}|{}|{}|{tags}|{}",
                name(&body.label),
                name(&body.verdict),
                body.note
            )
        };
        notes.into_iter().map(one).collect()
    }

    /// The titles at hand, in order, as shown.
    pub fn titles(&self) -> Vec<String> {
        let rows = (0..self.app.list.total())
            .filter_map(|index| self.app.list.row(index, &self.app.pending));
        rows.map(|shown| shown.row.title.to_string()).collect()
    }

    /// The text from the reader's cursor on.
    pub fn at_cursor(&self) -> &str {
        let opened = self.app.reader.article().expect("an article is open");
        &opened.article.text[self.app.reader.cursor..]
    }

    /// The selected words.
    pub fn selected(&self) -> &str {
        let opened = self.app.reader.article().expect("an article is open");
        self.app
            .reader
            .selected()
            .map_or("", |span| span.of(&opened.article.text))
    }

    /// The lit words.
    pub fn lit(&self) -> &str {
        let opened = self.app.reader.article().expect("an article is open");
        self.app
            .reader
            .lit
            .map_or("", |span| span.of(&opened.article.text))
    }

    /// The line in the status.
    pub fn message(&self) -> &str {
        self.app.status.message.as_ref().map_or("", |m| &m.text)
    }

    pub fn drafts(&self) -> Vec<Draft> {
        self.library.drafts().unwrap()
    }
}

/// Three articles about one story.
pub fn news() -> Vec<Story> {
    vec![
        Story::new(
            "meta",
            "Meta raises its forecast",
            "# Meta raises its forecast\n\nMeta will spend $37B on chips. Analysts had expected less. \
             The plan is [described here](https://example.org/plan).\n\n- New data centres\n\n- More chips\n\n\
             ~ Share this story\n\nThe shares fell at once. Nobody was surprised.",
        ),
        Story::new(
            "rival",
            "Rivals follow",
            "# Rivals follow\n\nAccording to one report Meta spends $40B. Others spend more.",
        ),
        Story::new(
            "chips",
            "Chips grow scarce",
            "# Chips grow scarce\n\nPrices rise. Makers cannot keep up.",
        ),
    ]
}

/// A report long enough to be known again, and other words of the same length.
const REPORT: &str = "The company said on Thursday that its spending on data centres would reach $37B this year, \
    more than analysts had expected, because demand for its models had outrun what it can serve from the sites it owns. \
    Its finance chief told investors that most of the money would go into power and cooling, that two new sites are to \
    open before the winter, and that the company would rather build too early than turn customers away.";
const OTHER: &str = "Harvests in the north were late again, and millers who buy ahead of the season have begun to ask \
    what a dry spring would do to the price of bread in the towns along the river before the year is over.";

/// A wire report in three papers, the second with a head and a tail of its own, and an article of somebody else.
pub fn wire() -> Session {
    let copy = |id, title, text: String| Story::new(id, title, &text);
    Session::with(&[
        copy(
            "post",
            "Spending rises",
            format!("Spending rises\n\n{REPORT}"),
        ),
        copy("farm", "A late harvest", OTHER.to_owned()),
        copy(
            "gazette",
            "Data centres cost more",
            format!("{REPORT}\n\nReported by a news agency."),
        ),
        copy("wire", "Spending to rise", REPORT.to_owned()),
    ])
    .grouped()
}
