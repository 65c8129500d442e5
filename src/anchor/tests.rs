//! Marks on edited texts.

use super::*;
use crate::model::{TextVersion, annotation::Target};
use proptest::prelude::*;

/// Where `quote` of `old` goes in `new`: the state and the words found there.
fn follow<'n>(old: &str, new: &'n str, quote: &str) -> (AnchorState, Option<&'n str>) {
    let start = old.find(quote).unwrap();
    let anchored = anchor(old, new, &[Span::new(start, start + quote.len())])[0];
    (anchored.state, anchored.span.map(|span| span.of(new)))
}

const OLD: &str = "The company raised its guidance on Tuesday. Spending on data centres will reach $65 billion this year.\n\
    Analysts had expected less, and the shares fell in late trading. A second group of investors welcomed the plan.\n\
    Power remains the bottleneck, the finance chief said, and new sites take three years to connect.";

#[test]
fn the_same_words_in_the_same_order_are_exact() {
    let new = OLD.replacen("The company", "Late in the day the company", 1);
    assert_eq!(
        follow(OLD, &new, "reach $65 billion"),
        (AnchorState::Exact, Some("reach $65 billion"))
    );
    assert_eq!(
        follow(OLD, OLD, "shares"),
        (AnchorState::Exact, Some("shares"))
    );
}

#[test]
fn an_edit_inside_a_mark_is_a_change() {
    let new = OLD.replacen(
        "will reach $65 billion",
        "is expected to reach $72 billion",
        1,
    );
    let quote = "Spending on data centres will reach $65 billion this year";
    let found = "Spending on data centres is expected to reach $72 billion this year";
    assert_eq!(
        follow(OLD, &new, quote),
        (AnchorState::Changed, Some(found))
    );
}

#[test]
fn other_quotation_marks_do_not_lose_a_mark() {
    let old = "He called it \u{201c}a bet on the company\u{2019}s future\u{201d} \u{2014} no less.";
    let new = "He called it \"a bet on the company's future\" - no less.";
    assert_eq!(
        follow(old, new, "company\u{2019}s future"),
        (AnchorState::Changed, Some("company's future"))
    );
    assert_eq!(follow(old, new, "a bet on").0, AnchorState::Exact);
}

#[test]
fn a_corrected_spelling_keeps_its_mark_and_another_figure_does_not() {
    let fixed = OLD.replacen("guidance", "guidence", 1);
    assert_eq!(
        follow(&fixed, OLD, "guidence"),
        (AnchorState::Changed, Some("guidance"))
    );
    let new = OLD.replacen("65", "66", 1);
    assert_eq!(follow(OLD, &new, "65"), (AnchorState::Orphan, None));
}

#[test]
fn a_moved_paragraph_takes_its_marks_along() {
    let mut paragraphs: Vec<&str> = OLD.lines().collect();
    paragraphs.rotate_left(1);
    let new = paragraphs.join("\n");
    for quote in ["$65 billion", "on Tuesday", "new sites take three years"] {
        let (state, words) = follow(OLD, &new, quote);
        assert_eq!(words, Some(quote));
        assert!(
            matches!(state, AnchorState::Exact | AnchorState::Moved),
            "{quote}: {state:?}"
        );
    }
}

#[test]
fn a_deleted_passage_leaves_an_orphan_and_never_other_words() {
    let paragraphs: Vec<&str> = OLD.lines().collect();
    let new = [paragraphs[0], paragraphs[2]].join("\n");
    for quote in [
        "the",
        "shares fell",
        "A second group of investors welcomed the plan.",
    ] {
        let old_second = OLD.find("Analysts").unwrap();
        let start = old_second + OLD[old_second..].find(quote).unwrap();
        let anchored = anchor(OLD, &new, &[Span::new(start, start + quote.len())])[0];
        assert_eq!(anchored, Anchored::ORPHAN, "{quote}");
    }
}

#[test]
fn a_passage_put_in_once_more_beside_itself_leaves_the_choice_open() {
    let paragraphs: Vec<&str> = OLD.lines().collect();
    let beside = [paragraphs[0], paragraphs[1], paragraphs[1], paragraphs[2]].join("\n");
    assert_eq!(
        follow(OLD, &beside, "shares fell in late trading").0,
        AnchorState::Ambiguous
    );
    assert_eq!(follow(OLD, &beside, "on Tuesday").0, AnchorState::Exact);
    // Elsewhere, what stands around it tells which one is the old one.
    let elsewhere = format!(
        "{OLD}\nRead more:\nOther news of the day.\n{}",
        paragraphs[0]
    );
    assert_eq!(
        follow(OLD, &elsewhere, "on Tuesday"),
        (AnchorState::Exact, Some("on Tuesday"))
    );
}

#[test]
fn a_heading_of_one_word_that_moved_is_found() {
    let old =
        "Summary\nThe plan is large and late.\nOutlook\nNobody knows what comes after it is done.";
    let new =
        "Nobody knows what comes after it is done.\nSummary\nThe plan is large and late.\nOutlook";
    let (state, words) = follow(old, new, "Outlook");
    assert_eq!(words, Some("Outlook"), "{state:?}");
}

#[test]
fn corrections_of_a_news_desk_keep_their_marks() {
    let old = "Northwind said on Monday it would cut 1,200 jobs, or 4% of its staff, by June. The unions called the plan \
        reckless. \u{201c}We were not asked,\u{201d} said Ines Park, who leads the largest of them.\nShares rose 2% at noon.";
    let new = "Northwind said on Monday that it would cut 1,400 jobs, or 5% of its staff, by June, correcting an earlier \
        figure. \"We were not asked,\" said Inés Park, who leads the largest union.\nShares fell 1% at the close.";
    let kept = |quote: &str| follow(old, new, quote).1.unwrap_or("");
    assert_eq!(kept("cut 1,200 jobs"), "cut 1,400 jobs");
    assert_eq!(kept("4% of its staff"), "5% of its staff");
    assert_eq!(kept("We were not asked"), "We were not asked");
    assert_eq!(kept("said Ines Park"), "said Inés Park");
    assert_eq!(kept("The unions called the plan reckless."), "");
    assert_eq!(kept("1,200"), "");
}

#[test]
fn a_breaking_story_that_grows_keeps_its_marks_in_their_bounds() {
    let old = "Three workers were hurt on Friday when a scaffold fell, police said.\nThe hall is being built by Norcon.\n\
        It will have 14 stops.";
    let new = "One worker was killed and four others were hurt on Friday when a scaffold fell, police said.\nThe hall is \
        being built by Norcon, which also built the bridge at Selm.\nIn figures:\n\u{2022} Stops: 14\n\u{2022} Cost: 3";
    let kept = |quote: &str| follow(old, new, quote).1.unwrap_or("");
    assert_eq!(
        kept("The hall is being built by Norcon."),
        "The hall is being built by Norcon"
    );
    assert_eq!(kept("14 stops"), "14");
    assert_eq!(
        kept("workers were hurt on Friday"),
        "others were hurt on Friday"
    );
}

#[test]
fn a_paragraph_that_moved_has_its_commonest_words_again() {
    let old = "The line will be long and will have many stops.\nSupporters cheered when the result was read out to them.\n\
        Residents of the street, where trees are to be felled, have signed against the line.";
    let mut lines: Vec<&str> = old.lines().collect();
    lines.swap(1, 2);
    let new = lines.join("\n");
    for quote in ["are to be felled", "against the line", "the line.", "to be"] {
        assert_eq!(follow(old, &new, quote).1, Some(quote));
    }
}

#[test]
fn a_phrase_of_a_new_entry_makes_no_copy() {
    let entry = "Turnout stood at 31% by noon, the election commission said, eight points higher than before.";
    let old = format!("LIVE: The vote\n{entry}\nPolls have opened in all parts of the country.");
    let new = old.replacen(
        "LIVE: The vote\n",
        "LIVE: The vote\nThe opposition leads after a third of the ballots, the election commission said.\n",
        1,
    );
    assert_eq!(
        follow(&old, &new, "the election commission said").0,
        AnchorState::Exact
    );
}

#[test]
fn only_other_words_need_a_person() {
    let doubtful = |old: &str, new: &str, quote: &str| {
        let start = old.find(quote).unwrap();
        let found = anchor(old, new, &[Span::new(start, start + quote.len())])[0];
        is_doubtful(new, quote, &found)
    };
    assert!(!doubtful(
        "He said \u{201c}a bet\u{201d} twice.",
        "He said \"a bet\"\ntwice.",
        "said \u{201c}a bet\u{201d} twice"
    ));
    assert!(doubtful(
        "He said a bet twice.",
        "He said a bet three times.",
        "said a bet twice"
    ));
}

#[test]
fn a_person_is_shown_the_likeliest_places_first() {
    let text = "The plan is large. Critics say the plan is late. Nobody says the plan is small.";
    let third = target(text, "the plan", 1);
    let places = candidates(text, &third, 9);
    let starts: Vec<usize> = places.iter().map(|place| place.start).collect();
    assert_eq!(starts[0], third.span.start);
    assert_eq!(starts.len(), 2);
    let gone = candidates("Critics say the plam is late.", &third, 9);
    assert_eq!(gone.len(), 1, "a misspelling is a place too");
}

#[test]
fn a_mark_inside_a_word_stays_inside_it() {
    let new = format!("New. {OLD}");
    assert_eq!(
        follow(OLD, &new, "pany rai"),
        (AnchorState::Exact, Some("pany rai"))
    );
}

fn target(text: &str, quote: &str, nth: usize) -> Target {
    let (start, _) = text.match_indices(quote).nth(nth).unwrap();
    Target::new(
        text,
        TextVersion::default(),
        Span::new(start, start + quote.len()),
    )
}

#[test]
fn a_quote_is_found_by_what_stands_around_it() {
    let text = "The plan is large. Critics say the plan is late. Nobody says the plan is small.";
    let second = target(text, "the plan", 0);
    let new = format!("Updated today. {text}");
    let anchored = find_quote(&new, &second);
    assert_eq!(anchored.state, AnchorState::Moved);
    assert_eq!(anchored.span.unwrap().start, new.find("the plan").unwrap());
    let bare = Target {
        prefix: "".into(),
        suffix: "".into(),
        ..second
    };
    assert_eq!(find_quote(&new, &bare), Anchored::AMBIGUOUS);
}

#[test]
fn a_quote_with_a_few_letters_wrong_is_changed_and_another_text_is_an_orphan() {
    let mark = target(OLD, "Spending on data centres will reach", 0);
    let new = OLD.replace("data centres", "data centers");
    let anchored = find_quote(&new, &mark);
    assert_eq!(anchored.state, AnchorState::Changed);
    assert_eq!(
        anchored.span.unwrap().of(&new),
        "Spending on data centers will reach"
    );
    assert_eq!(
        find_quote("Something else altogether stands here now.", &mark),
        Anchored::ORPHAN
    );
}

proptest! {
    #[test]
    fn places_lie_in_the_new_text_and_exact_means_the_same_words(
        old in "([a-e]{1,3}[ .\n]|\\PC){0,60}", new in "([a-e]{1,3}[ .\n]|\\PC){0,60}", ends in (0usize..200, 0usize..200),
    ) {
        let span = Span::new(ends.0.min(ends.1), ends.0.max(ends.1)).clipped(&old);
        let anchored = anchor(&old, &new, &[span])[0];
        if let Some(place) = anchored.span {
            prop_assert!(new.get(place.start..place.end).is_some());
        }
        if matches!(anchored.state, AnchorState::Exact | AnchorState::Moved) {
            prop_assert_eq!(anchored.span.map(|place| place.of(&new)), Some(span.of(&old)));
        }
        let target = Target::new(&old, TextVersion::default(), span);
        if let Some(place) = find_quote(&new, &target).span {
            prop_assert!(new.get(place.start..place.end).is_some());
        }
    }

    #[test]
    fn text_added_around_costs_no_mark(before in "[a-z ]{0,40}", after in "[a-z ]{0,40}", start in 0usize..200, length in 1usize..60) {
        let new = format!("{before}\n{OLD}\n{after}");
        let span = Span::new(start, start + length).clipped(OLD).trimmed(OLD);
        prop_assume!(!span.is_empty());
        let anchored = anchor(OLD, &new, &[span])[0];
        prop_assert_eq!(anchored.span.map(|place| place.of(&new)), Some(span.of(OLD)));
    }
}
/// A text of so many paragraphs, each of its own words.
fn paragraphs(count: usize) -> Vec<String> {
    let line = |n: usize| {
        let words = (0..30).map(|word| format!("w{}", (n * 31 + word * word) % 5_003));
        format!("{}.", words.collect::<Vec<_>>().join(" "))
    };
    (0..count).map(line).collect()
}

/// What is done to the paragraphs of a text.
type Edit = fn(&mut Vec<String>);

/// The pieces of work for some marks on a text of so many paragraphs that was edited like this.
fn work_for(count: usize, edit: Edit) -> usize {
    let old = paragraphs(count);
    let mut new = old.clone();
    edit(&mut new);
    let (old, new) = (old.join("\n"), new.join("\n"));
    let marks: Vec<Span> = (0..20)
        .map(|mark| Span::new(mark * old.len() / 20, mark * old.len() / 20 + 60))
        .collect();
    let before = WORK.with(std::cell::Cell::get);
    anchor(&old, &new, &marks);
    WORK.with(std::cell::Cell::get) - before
}

/// Writes each line anew.
fn write(lines: &mut [String], anew: impl Fn(&str) -> String) {
    for line in lines {
        *line = anew(line);
    }
}

#[test]
fn ten_times_the_text_is_at_most_twelve_times_the_work() {
    let edits: [(&str, Edit); 7] = [
        ("a word", |lines| lines[3].push_str(" more")),
        ("a word of each", |lines| {
            write(lines, |line| line.replacen('w', "v", 1));
        }),
        ("every second gone", |lines| {
            let mut keep = false;
            lines.retain(|_| {
                keep = !keep;
                keep
            });
        }),
        ("turned", |lines| {
            let third = lines.len() / 3;
            lines.rotate_left(third);
        }),
        ("all twice", |lines| lines.extend_from_within(..)),
        ("each twice in one line", |lines| {
            write(lines, |line| line.repeat(2));
            *lines = vec![lines.join(" ")];
        }),
        ("another text", |lines| {
            write(lines, |line| line.replace('w', "v"));
        }),
    ];
    for (what, edit) in edits {
        let (small, large) = (work_for(40, edit), work_for(400, edit));
        assert!(large <= 12 * small, "{what}: {small} pieces, then {large}");
    }
}
