//! Versions of an article: what changed, older texts, what was repaired, and the text as it came.

use crate::session::{Session, Story, news};
use pressmark::app::event::Deadline;
use pressmark::app::layer::Layer;
use pressmark::app::reader::diff::Diff;
use pressmark::model::ArticleId;

/// The news, after the first article came again with another figure and one sentence less.
fn changed() -> Session {
    let mut session = Session::with(&news());
    session.keys("l").after(Deadline::Read).keys("q");
    session.comes_again(&newer());
    session
}

fn newer() -> Story {
    let old = &news()[0];
    let text = old
        .text
        .replace("$37B", "$40B")
        .replace(" Nobody was surprised.", "");
    Story::new(old.id, old.title, &text)
}

fn view(session: &Session) -> &Diff {
    match session.app.layers.last() {
        Some(Layer::Diff(diff)) => diff,
        other => panic!("{other:?}"),
    }
}

/// The rows of the view, each with its sign.
fn shown(session: &Session) -> Vec<String> {
    let rows = view(session).rows.iter().map(|row| {
        let words: String = row.words.iter().map(|(words, _)| words.as_str()).collect();
        format!("{} {words}", row.sign).trim_end().to_owned()
    });
    rows.filter(|row| !row.is_empty()).collect()
}

/// The rows of a page.
fn page(session: &Session) -> String {
    match session.app.layers.last() {
        Some(Layer::Page(page)) => {
            let rows = page
                .rows
                .iter()
                .map(|row| format!("{} {}\n", row.label, row.words));
            rows.collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_changed_since_one_read_it_is_shown_with_its_figures() {
    let mut session = changed();
    assert!(session.row("meta").updated);
    session.keys("gd");
    assert_eq!(
        shown(&session),
        [
            "  Figures",
            "~ $37B → $40B  Meta · capex",
            "  Meta raises its forecast",
            "~ Meta will spend $[-37B-]{+40B+} on chips. Analysts had expected less. The",
            "~ plan is described here.",
            "  ⋯ 3 paragraphs the same",
            "~ The shares fell at once. [-Nobody was surprised.-]",
        ]
    );
    assert_eq!((view(&session).difference.as_ref().unwrap().from), 1);
}

#[test]
fn enter_goes_to_the_place_and_opens_what_is_folded() {
    let mut session = changed();
    session.keys("gd]c<Enter>");
    assert!(
        session.at_cursor().starts_with("40B"),
        "{}",
        session.at_cursor()
    );
    session.keys("gd");
    let folded = shown(&session).len();
    session.keys("Gkza");
    assert!(shown(&session).len() > folded, "{:?}", shown(&session));
    session.keys("za");
    assert_eq!(shown(&session).len(), folded);
}

#[test]
fn changes_are_walked() {
    let mut session = changed();
    session.keys("gd");
    let first = view(&session).cursor;
    assert_eq!(view(&session).place(), (1, 3), "the first figure");
    session.keys("]c]c");
    assert_eq!(view(&session).place(), (3, 3));
    session.keys("]c");
    assert!(session.message().contains("last change"));
    session.keys("[c[c");
    assert_eq!(view(&session).cursor, first);
}

#[test]
fn what_was_seen_is_no_news_any_more_and_is_still_compared() {
    let mut session = changed();
    session.keys("l");
    assert!(session.row("meta").updated, "a glance is no reading");
    session.after(Deadline::Read);
    assert!(!session.row("meta").updated);
    let revisions = session
        .library
        .revisions(&ArticleId::named("meta"))
        .unwrap();
    assert!(revisions.iter().all(|one| one.seen.is_some()));
    session.keys("u");
    assert!(
        session.message().contains("Nothing"),
        "{}",
        session.message()
    );
    session.keys("gd");
    assert_eq!(view(&session).difference.as_ref().unwrap().from, 1);
}

#[test]
fn older_versions_are_compared_and_read_but_not_marked() {
    let mut session = changed();
    let third = newer().text.replace("$40B", "$45B");
    session.comes_again(&Story::new("meta", "Meta raises its forecast", &third));
    session.keys("gd");
    assert!(shown(&session)[1].contains("$37B → $45B"));
    session.keys("l");
    assert!(shown(&session)[1].contains("$40B → $45B"));
    session.keys("l");
    assert!(session.message().contains("next one already"));
    session.keys("h");
    assert!(shown(&session)[1].contains("$37B"));
    session.keys("h");
    assert!(session.message().contains("first version"));
    session.keys("gv");
    let opened = session.app.reader.article().unwrap();
    assert_eq!(opened.older, Some(1));
    assert!(opened.article.text.contains("$37B"));
    session.keys("c");
    assert!(session.app.layers.is_empty() && session.message().contains("older version"));
    session.keys("2gv");
    assert!(
        session
            .app
            .reader
            .article()
            .unwrap()
            .article
            .text
            .contains("$40B")
    );
    session.keys("<Esc>");
    assert!(
        session
            .app
            .reader
            .article()
            .unwrap()
            .article
            .text
            .contains("$45B")
    );
    session.keys("}cf<Esc>");
    assert_eq!(session.marks("meta").len(), 1);
    session.keys(":version 9<Enter>");
    assert!(session.message().contains("no version 9"));
    session.keys(":diff 1 2<Enter>");
    assert!(shown(&session)[1].contains("$37B → $40B"));
    session.keys("<Esc>:diff two<Enter>");
    assert!(session.message().contains("numbers of two versions"));
}

#[test]
fn a_mark_whose_words_changed_is_told() {
    let mut session = Session::with(&news());
    session.keys("l}cf<Esc>q");
    let text = news()[0].text.replace(
        "Meta will spend $37B on chips.",
        "Nothing is known of the sum.",
    );
    session.comes_again(&Story::new("meta", "Meta raises its forecast", &text));
    session.keys("gd");
    let rows = shown(&session);
    let at = rows.iter().position(|row| row == "  Your marks").unwrap();
    assert!(
        rows[at + 1].starts_with("- “Meta will spend $37B on chips.”"),
        "{}",
        rows[at + 1]
    );
}

#[test]
fn without_another_version_there_is_nothing_to_compare() {
    let mut session = Session::with(&news());
    session.keys("gd");
    assert!(session.app.layers.is_empty());
    assert_eq!(
        session.message(),
        "Only one version of this article is known"
    );
    session.keys("lgv");
    assert_eq!(
        session.message(),
        "Only one version of this article is known"
    );
}

#[test]
fn a_repair_is_walked_to_and_shown_with_what_came() {
    let mut story = news().remove(0);
    story.text += "\n\nIt{โ€™|’}s late.\n\n~ Nobody{โ€™|’}s page";
    let mut session = Session::with(&[story]);
    session.keys("l]r");
    assert_eq!(session.lit(), "’");
    assert!(
        session
            .message()
            .starts_with("โ€™ → ’ (windows-874, certain)")
    );
    session.keys("go");
    let rows = page(&session);
    assert!(
        rows.contains("It came as โ€™") && rows.contains("In Itโ€™s late."),
        "{rows}"
    );
    session.keys("go");
    assert!(
        page(&session).contains("It{โ€™|’}s late."),
        "the text as it came"
    );
    session.keys("q]r");
    assert!(
        session.at_cursor().starts_with("’s page"),
        "in furniture that opened"
    );
    session.keys("]r[r");
    assert!(session.at_cursor().starts_with("’s late"));
}

#[test]
fn the_text_as_it_came_is_shown_without_being_obeyed() {
    let mut story = news().remove(0);
    story.text += "\n\nA \u{1b}[31mred word.";
    let mut session = Session::with(&[story]);
    session.keys("lgo");
    assert!(
        page(&session).contains("A ␛[31mred word."),
        "{}",
        page(&session)
    );
    session.keys("<Esc>");
    assert!(session.app.layers.is_empty());
}

#[test]
fn headings_are_walked_and_details_told() {
    let mut story = news().remove(0);
    story.text += "\n\n# Costs\n\nNobody knows.\n\n# Outlook\n\nNobody knows.";
    let mut session = Session::with(&[story]);
    session.keys("l]h");
    assert!(session.at_cursor().starts_with("Costs"));
    session.keys("]h");
    assert!(session.at_cursor().starts_with("Outlook"));
    session.keys("2[h");
    assert!(session.at_cursor().starts_with("Meta raises"));
    session.keys("gi");
    let rows = page(&session);
    assert!(rows.contains("Publication The Wire"), "{rows}");
    assert!(
        rows.contains("3 headings") && rows.contains("1 line of page furniture"),
        "{rows}"
    );
}

#[test]
fn a_note_inside_folded_furniture_unfolds_it() {
    let mut session = Session::with(&news());
    session.keys("l/Share<Enter>cf<Esc>qq").keys("<Esc>");
    let mut session = session.restarted();
    session.keys("l");
    assert_eq!(
        session.app.reader.folding,
        pressmark::text::layout::Folding::default()
    );
    session.keys("]n");
    assert!(session.at_cursor().starts_with("Share"));
    let row = session.app.reader.place().0;
    let kind = session.app.reader.layout.rows()[row].kind;
    assert_eq!(kind, pressmark::text::layout::RowKind::Furniture);
}
