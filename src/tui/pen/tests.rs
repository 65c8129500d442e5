//! What is written is what a terminal then shows.

use super::*;
use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::num::NonZero;

const WIDTH: u16 = 24;
const HEIGHT: u16 = 3;

/// Words in a style at a column of a row, one over the other.
type Words = (u16, u16, String, Style);

fn screen(words: &[Words]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    buffer.set_style(buffer.area, Style::new().bg(Color::Indexed(4)));
    for (x, y, words, style) in words {
        let room = usize::from(WIDTH - x);
        buffer.set_stringn(*x, *y, words, room, *style);
    }
    buffer
}

fn changes(shown: &Buffer, next: &Buffer, erases: bool) -> String {
    let mut out = Vec::new();
    write_changes(&mut out, shown, next, erases);
    String::from_utf8(out).unwrap()
}

fn words() -> impl Strategy<Value = Vec<Words>> {
    let style = prop_oneof![
        Just(Style::new()),
        Just(Style::new().fg(Color::Rgb(1, 20, 255))),
        Just(Style::new().fg(Color::Red).bg(Color::Reset)),
        Just(Style::new().add_modifier(Modifier::BOLD | Modifier::ITALIC)),
        Just(
            Style::new()
                .bg(Color::Indexed(200))
                .add_modifier(Modifier::UNDERLINED)
        ),
        Just(Style::new().add_modifier(Modifier::REVERSED)),
    ];
    let text = "[ab  é人智]{0,12}| {0,24}|e\u{301}|📊";
    prop::collection::vec((0..WIDTH, 0..HEIGHT, text, style), 0..12)
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Red => vt100::Color::Idx(1),
        _ => vt100::Color::Default,
    }
}

#[test]
fn only_what_is_seen_is_written() {
    let line = |words: &str| screen(&[(0, 0, words.to_owned(), Style::new())]);
    let (one, other) = (line("the list of words"), line("the last of lords"));
    assert_eq!(changes(&one, &one, true), "");
    assert_eq!(
        changes(&one, &other, true),
        "\x1b[1;6H\x1b[48;5;4ma\x1b[6Cl\x1b[m"
    );
    assert_eq!(
        changes(&line("a b c"), &line("x b z"), true),
        "\x1b[1;1H\x1b[48;5;4mx b z\x1b[m",
        "three letters are written again"
    );
    assert_eq!(
        changes(&one, &line(""), true),
        "\x1b[1;1H\x1b[48;5;4m\x1b[K\x1b[m"
    );
    let spaces = format!("\x1b[1;1H\x1b[48;5;4m{}\x1b[m", " ".repeat(17));
    assert_eq!(changes(&one, &line(""), false), spaces);
    assert_eq!(
        changes(&line(""), &line("❤\u{fe0f}"), true),
        "\x1b[1;1H\x1b[48;5;4m\x1b[2X❤\u{fe0f}\x1b[m",
        "a terminal may give it one column"
    );
    let red = screen(&[(0, 0, " ".repeat(9), Style::new().fg(Color::Red))]);
    assert_eq!(changes(&line(""), &red, true), "");
}

#[test]
fn bold_and_faint_go_off_together() {
    let letter = |x, modifier| (x, 0, "a".to_owned(), Style::new().add_modifier(modifier));
    let strong = letter(0, Modifier::BOLD | Modifier::DIM);
    let next = screen(&[strong, letter(1, Modifier::BOLD), letter(2, Modifier::DIM)]);
    assert_eq!(
        changes(&screen(&[]), &next, true),
        "\x1b[1;1H\x1b[1;2;48;5;4ma\x1b[22;1ma\x1b[22;2ma\x1b[m"
    );
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_drawn(frames in prop::collection::vec(words(), 1..4), erases: bool) {
        let size = |columns| NonZero::new(columns).unwrap();
        let mut terminal = vt100::Parser::new(size(HEIGHT), size(WIDTH), 0);
        let mut shown = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for words in frames {
            let next = screen(&words);
            terminal.process(changes(&shown, &next, erases).as_bytes());
            for (at, cell) in next.content.iter().enumerate() {
                let (x, y) = next.pos_of(at);
                let seen = terminal.screen().cell(y, x).unwrap();
                if seen.is_wide_continuation() {
                    continue;
                }
                let contents = if seen.has_contents() { seen.contents() } else { " " };
                prop_assert_eq!(contents, cell.symbol(), "at {} {}", x, y);
                prop_assert_eq!(seen.bgcolor(), color(cell.bg));
                prop_assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED));
                prop_assert_eq!(seen.underline(), cell.modifier.contains(Modifier::UNDERLINED));
                if !is_blank(cell, cell.symbol()) {
                    prop_assert_eq!(seen.fgcolor(), color(cell.fg));
                    prop_assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD));
                    prop_assert_eq!(seen.italic(), cell.modifier.contains(Modifier::ITALIC));
                }
            }
            shown = next;
        }
    }
}
