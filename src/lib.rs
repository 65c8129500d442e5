//! **pressmark** — read, mark and compare the news at the keyboard.
//!
//! This page is the house as it is: its rooms, what flows through them, and where it differs from
//! what one might expect, with the reason. Each room's own page says what it owns and what it never does.
//!
//! # Who lives here
//!
//! A *reader* with hundreds of new articles and a few seconds for each; an *annotator* who marks claims and
//! gives verdicts; a *writer* who takes the notes along as Markdown; and a *script* that uses the same engine
//! without a screen. They are promised three things: facts are compared across articles; a mark stays on
//! its words when the text changes, or says that it lost them; what was acknowledged is on the disk.
//!
//! # One coordinate system
//!
//! Bytes come in; decoding and repair make the **canonical text** of an article, once. Blocks, sentences,
//! facts, marks, search hits and screen rows are all a [`model::Span`] of that text: a range of bytes on char
//! boundaries. Nothing copies text about, and nothing counts lines or columns except [`text::layout`]. Code
//! points appear at one border only, the machine-readable output ([`model::span::CodePoints`]).
//! Text from outside passes one gate, [`model::SafeText`]; behind it there is no control character to think of.
//!
//! # The rooms, from the ground up
//!
//! | room | what it is for |
//! |---|---|
//! | [`model`] | the nouns: plain data without behaviour of its own |
//! | [`text`] | pure text: sentences, words, search tokens, columns, the rows of an article at a width, differences |
//! | [`ingest`] | bytes → article: gzip, decoding, repair, plain text, Markdown, web pages, feeds, mail, lists of feeds, sections; and `fetch`, which alone opens connections |
//! | [`facts`] | article → facts: figures, dates, names, quotes, the sentences that matter, and comparison |
//! | [`anchor`] | keeps a span on its words from one version of a text to the next |
//! | [`query`] | what a person types into the filter → a typed query, with the place of an error |
//! | [`config`] | settings, key maps, themes and label schemes as plain tables, every mistake with file and line |
//! | [`library`] | the store: one SQLite file, the only writer of user data |
//! | [`agreement`] | how far annotators agree: α, κ, α_U, F1, and where they differ |
//! | [`exchange`] | notes as bytes, out and in: a vault of files to work in, W3C Web Annotations, tables; subscriptions as OPML |
//! | [`desk`] | the use cases: import, open, annotate, compare, export; plain blocking functions |
//! | [`app`] | the state machine: what is on the screen, and what a key does to it; pure |
//! | [`driver`] | performs the wishes of the state machine on threads and reports back; reads inputs in a confined process |
//! | [`tui`] | the only room that draws, and the only one that knows the terminal |
//! | [`cli`] | the command line: one file per subcommand, the same desk |
//!
//! Who may name whom is a table in `tests/layers.rs`, which fails on anything else; it also keeps drawing,
//! the database, the network, file writes, the clock and chance each in their places.
//!
//! # What flows
//!
//! ```text
//! in      bytes ─ ingest ─▶ Article ─ facts ─▶ Facts ─ library ─▶ one transaction: text, structure, facts, search, keys
//! company new article ─ signature, names ─▶ candidates from indexes ─ duplicate, story ─▶ copies and stories, ranked
//! feeds   person asks ─ desk ─▶ ingest::fetch ─▶ bytes ─▶ as above, then how it stands with the feed
//! pages   an entry that only begins its article waits ─ desk ─▶ ingest::fetch ─▶ its page, in its place
//! across  new article ─ facts::testimony ─▶ buckets (unit, subject) ─ facts::compare ─▶ relations, seen from both sides
//! keys    tty ─▶ Key ─ keymap ─▶ Command ─▶ App::update ─▶ Effect ─ driver ─▶ desk ─▶ Event ─▶ App::update
//! marks   Command ─▶ Change (shown as ●) ─▶ Effect::Save ─ one writer, synced ─▶ Event::Saved (● goes)
//! changes a text comes again ─ library, anchor ─▶ places of its marks, those in doubt in a queue ─ a person ─▶ Change
//! judged  a mark that judges a fact ─ anchored ─▶ model::Facts::judge ─▶ panel, columns of facts, keys ─▶ compared anew
//! out     annotations ─ exchange ─▶ bytes ─ desk ─▶ temporary file, sync, rename
//! back    bytes ─ exchange ─▶ Delivery ─ desk: article, words (anchor) ─▶ one undo group of Changes ─ library
//! ```
//!
//! - [`app::App::update`] takes an event and the time and gives back effects: no input, no output, no clock,
//!   no thread. Requests carry a generation and stale answers are dropped. Scroll and cursor belong to their
//!   pane; the list holds a window of rows, never the library.
//! - All user data is a [`model::Change`], applied and appended with its inverse to an append-only log in one
//!   transaction. Undo appends a change that takes a group back, and refuses where a later change stands on it.
//! - Blocks, facts, keys, relations, groups and the search index are *derived*: they carry the number of the engine
//!   that made them ([`ingest::PIPELINE`], [`facts::ENGINE`]). A newer program makes them again from the kept
//!   bytes: an article when it is opened, the rest in the background. No mark points at them.
//! - Facts lie in columns as well (`figure` in the schema), so that the filter can ask for them
//!   (`fact:money>100B`) and the ledger can sort them; the exact value and the words are read from the body.
//! - The main loop draws, waits on one channel, takes what is there, updates and draws. It wakes only for an
//!   event or a known deadline.
//!
//! # Decisions, and why
//!
//! - **Lexicons are hashed by word**, not searched by an automaton: the scan has cut the text into words
//!   already, boundaries are exact, and one look-up per word is enough.
//! - **Inputs are read in a child** ([`driver::worker`]), articles with their facts, all kinds of input alike: what a
//!   hostile page does to a parser, it does to a process that may open no file and no connection, and that is
//!   replaced. It costs a tenth of the processor's time of an import and some milliseconds at the start, and gives it
//!   back: as many children as there are cores read while the program stores. Library users and unit tests read in
//!   their own process ([`desk::InProcess`]); `doctor` says what holds.
//! - **Ids are made by a counter-based generator** inside the state machine, seeded once by the driver
//!   (`app::ids`): a key script gives the same ids every time, and no pure room needs chance.
//! - **A mark's place in a newer text is derived** and kept beside the mark (`placement` in the schema): anchoring
//!   again never writes user data, so it never stands in the way of an undo.
//! - **A ruling on a pair is a link between two marks** (`library::ruling`), not a column of the pair: pairs are derived
//!   and made anew with every text and engine. Which pair it is on is worked out by where its two marks stand now.
//! - **A mark that a person gave up is user data** ([`model::annotation::Target::orphan`]), a mark that lost its words is derived:
//!   the first stays lost whatever text comes, the second comes back with its words.
//! - **A judgement of a fact is a mark** with another [`model::Motivation`]: one table, one anchoring, one log. It names
//!   the kind of the fact and stands on its words, never on a derived row, and is laid over the facts where they are read
//!   ([`model::Facts::judge`]), so that a newer engine or another text finds it there. What was rejected keeps its place
//!   among the facts, since others speak of facts by number. What rejections teach is counted when it is asked for.
//! - **A version is what a person would call one** ([`model::Revision`]): a text that says something else. The same
//!   bytes read by a newer program, or a page that changed around the article, take the place of the version before.
//! - **Direction marks stay in stored text and are left out in print** ([`model::safe_text::printable`]): a line
//!   on the screen has neighbours that the article's author did not know.
//! - **A vault keeps no memory of its own**: a block's marker has a sum of what was last shown there, and the text
//!   that a person's edit began from is found by it among all that the note ever said, which the log knows.
//! - **What a person wrote in a vault is read by its difference from what we wrote** ([`exchange::vault`]): every line of a
//!   block knows the line of the template that it comes from, so no template and no form needs a parser of its own.
//! - **`cli` may name `app`** for one thing, the table of commands, which `keys` and `man` print: the table
//!   that drives the keys is the table that documents them.
//! - **In a selection, sentences are `is` and `iS`** (with the space after it): `a` writes a note there, and a key
//!   that acts at once must not also begin a sequence.
//! - **Copies and stories grow one article at a time** (`desk::group`): a new article joins the one most like it, so
//!   the work for it does not grow with the library and no group is torn apart later. Who stands for a group is a
//!   number in its rows, which an index of the list knows: a folded page is read like any other.
//! - **A teaser is stored before its page is asked for** (`desk::fetch::full_text`), and waits in the library (`full_text` in the
//!   schema): no stop and no unchanged feed loses a page. The page's bytes are the article's original; the entry's are kept
//!   beside them for title, author and date, and both are read again by a newer program. Whoever follows a feed asked for
//!   the feed: its pages are fetched when the settings say so.
//! - **A list knows its length and its places** (`run` in the schema): a list in order of date is cut into runs of some
//!   hundred articles, counted by triggers in the transaction of every change, so that a page, the end and the row of any
//!   article cost a screen. A filtered list is read from a row that was seen, in its order; what it counts comes after
//!   its rows, from a thread of its own ([`model::window`]).
//! - **A story costs no index of its own**: how rare a name is, and who else has it, the search index tells.
//! - **Rules are settings, what they did is user data**: they are read from a file that a person edits and takes along;
//!   what they did stands in the log as automatic changes, on no undo stack, and an article tells which rule hides it.
//! - **Where a person was is no change** (`library::bookmark`): the place in each article, letters and jump list are written over, in no
//!   log and on no undo stack, once the person rests; a newer text takes them along as it takes marks.
//! - **What is let go leaves its row and its identities** (`library::retention`): it is known when its feed offers it again, the log
//!   that speaks of it stays true, and undo walks over it. Nothing that carries user data is ever let go.
//! - **The file is written anew by SQLite, in place** (`library::compact`): a file put there by renaming would leave another
//!   program with the old one, and lose what that program writes.
//! - **Linear mode is the same state machine** (`tui::plain`): a line becomes a command of the table, the state before and after it
//!   is compared, and the difference is said. It knows no command that the screen does not have.
//! - **A snooze is the person's word, whether it holds is derived** (`hidden` in the schema): an article that comes back
//!   is no change, so it stands in the way of no undo, and the index of the list knows no article out of sight.
//! - **A feed keeps the location it was subscribed under** when it moves; where it is now is derived and kept beside
//!   (`fetching` in the schema), since entry ids that mean something only in their feed hang on the source.
//! - **Articles meet by their testimonies** (`model::testimony`, kept beside the facts): what comparing needs of an article
//!   is a few figures, and to unfold the texts of all whom a new article meets took most of an import. What an article is
//!   about is kept in the same way (`sketch` in the schema), so that only those that may tell its story are read.
//! - **Who stores much gives way** (`library::turn`): a change holds a lock on the folder while it waits, and an import
//!   ends its transaction when it sees that. So transactions of an import may be long, and write less.
//! - **Bodies are compressed with deflate** (a pure Rust implementation), since gzip is read anyway: one codec less.
//!   Facts and structure are turned into columns first (`library::columns`): offsets that grow and names that come
//!   again are what no compression finds, and half of what there is to store.

pub mod agreement;
pub mod anchor;
pub mod app;
pub mod cli;
pub mod config;
pub mod desk;
pub mod driver;
pub mod exchange;
pub mod facts;
pub mod ingest;
pub mod library;
pub mod model;
pub mod query;
pub mod text;
pub mod tui;
