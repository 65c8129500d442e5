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
//! company new article ─ its features, as it came ─▶ candidates from indexes ─ duplicate, story ─▶ copies and stories, ranked
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
//! - The main loop waits on one channel, takes what is there, updates, and draws if the screen is another now
//!   ([`app::App::still`]); what a frame still lacks it waits for a moment, and after one that had to show less
//!   a little longer. It wakes only for an event or a known deadline.
//! - Each kind of work has a lane, whose thread starts with its first wish; lanes take turns at open libraries
//!   (`driver::wish`), and only the writer has one of its own.
//!
//! # Decisions, and where their reasons stand
//!
//! *What is derived, and what is a person's word*
//! - Where a mark stands in a newer text is derived, so placing it again stands in the way of no undo
//!   (`library::marks::place`); that its words are gone can be a person's word ([`model::annotation::Target::orphan`]).
//! - A judgement of a fact is a mark with another [`model::Motivation`], laid over the facts where they are read
//!   ([`model::Facts::judge`]); a ruling on a pair is a link between two marks (`library::marks::ruling`). Neither
//!   points at a derived row.
//! - A version is what a person would call one: a text that says something else ([`model::Revision`]).
//! - A snooze is a person's word, whether it holds is derived (`library::articles::snooze`). Rules are settings, what
//!   they did is user data (`desk::arrive::rules`). Where one was is no change (`library::articles::bookmark`). What
//!   carries user data is never let go (`library::articles::retention`).
//!
//! *How much work there is*
//! - A list knows its length and its places (`library::list::runs`). Of what words found the newest come as one types,
//!   and the whole with its number when one rests (`library::list::found`); another list that is filtered shows rows first
//!   ([`model::window`]). A pattern is looked for in the newest texts first, and not where the index lacks a word of every
//!   match ([`text::certain`]).
//! - Copies and stories grow one article at a time (`desk::company::group`), found through indexes of samples and of names
//!   (`library::company::kin`, `library::company::names`), by what was worked out as it came (`desk::company::features`).
//!   What a batch of them changes is worked out first and each row is written once (`library::company::group`). Articles
//!   meet by their testimonies, without their texts ([`model::testimony`]).
//! - Who stores much gives way (`library::file::turn`). What is derived shares long transactions
//!   (`library::file::write`): a page that many batches touch goes to the disk once. Numbers stand for long keys: each
//!   key in random order costs a page an article.
//! - Bodies lie in columns (`library::articles::columns`) under deflate, with what they have in common with others of
//!   their source (`library::articles::dictionary`).
//! - Words are looked up in one table, once (`facts::lexicon`); what a text hardly ever has is looked for in steps of many
//!   bytes ([`text::bytes`]).
//!
//! *What outside input can do*
//! - It is read in confined children that are replaced ([`driver::worker`]); doing so costs a tenth of an import's
//!   processor time, and as many children as there are cores give it back. `doctor` says what holds.
//! - Direction marks stay in stored text and are left out in print ([`model::safe_text::printable`]).
//! - A teaser is stored before its page is asked for (`desk::follow::fetch::full_text`); a feed keeps the location it
//!   was subscribed under (`library::sources::fetching`). The file is written anew in place (`library::file::compact`).
//!
//! *One way for each thing*
//! - The table of commands drives keys, help, manual and linear mode ([`app::keys::command`], [`tui::plain`]), which is why
//!   `cli` may name `app`. Ids come from a counter in the state machine, so that a key script always gives the same
//!   (`app::ids`).
//! - A vault keeps no memory of its own and needs no parser for its templates: what a person wrote there is the difference
//!   from what we wrote ([`exchange::vault`]).

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
