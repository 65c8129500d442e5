//! The line over an opened article: where it comes from, what is to be known about its text, how far one is.
//!
//! What does not fit is said in fewer words, and the source keeps its place: the text below never moves.

use crate::app::Focus;
use crate::app::facts::value::ago;
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::reader::details::repairs;
use crate::config::Role;
use crate::model::OpenedArticle;
use crate::text::layout::Layout;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_all, put_right};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// So many columns stay for source, date and author.
const SOURCE: usize = 26;

/// Draws the line.
pub fn draw(
    screen: &Screen<'_>,
    area: Rect,
    opened: &OpenedArticle,
    layout: &Layout,
    buffer: &mut Buffer,
) {
    let height = usize::from(screen.app.geometry().text().height);
    let last = layout.len().saturating_sub(height);
    let top = screen.app.reader.top.min(last);
    // Of a long text the rows are not counted: its bytes are.
    let share = if layout.is_whole() {
        (top * 100).checked_div(last)
    } else if layout.ends() && top == last {
        Some(100)
    } else {
        (layout.byte_of(top) * 100).checked_div(opened.article.text.len())
    };
    let place = match share {
        Some(percent) => format!("{percent} % "),
        None => "all ".to_owned(),
    };
    let (start, mut end) = (area.x + 1.min(area.width), area.right());
    end = put_right(
        buffer,
        (start, end),
        area.y,
        &place,
        screen.style(Role::Dim),
    );
    let health = health(screen, opened, usize::from(end.saturating_sub(start)));
    for (words, style) in health.iter().rev() {
        end = put_right(
            buffer,
            (start, end.saturating_sub(2).max(start)),
            area.y,
            words,
            *style,
        );
    }
    let row = &opened.row;
    let mut known = String::new();
    if let Some(published) = row.published {
        known = format!(
            " {} {}",
            screen.signs.dot,
            crate::tui::view::list::day(screen, published)
        );
    }
    if let Some(byline) = &opened.article.metadata.byline {
        known = format!("{known} {} {byline}", screen.signs.dot);
    }
    let star = if row.starred {
        format!(" {}", screen.signs.starred)
    } else {
        String::new()
    };
    let words = [
        (
            row.source.as_str(),
            screen.heading_style(screen.app.focus == Focus::Reader),
        ),
        (star.as_str(), screen.style(Role::Star)),
        (known.as_str(), screen.style(Role::Dim)),
    ];
    put_all(buffer, start, area.y, end.saturating_sub(start + 2), &words);
}

/// Versions, repairs and language, in as many words as there is room for.
fn health(screen: &Screen<'_>, opened: &OpenedArticle, room: usize) -> Vec<(String, Style)> {
    let all = [
        versions(screen, opened),
        repaired(screen, opened),
        lost(screen, opened),
        language(screen, opened),
    ];
    let all: Vec<(Vec<String>, Style)> = all.into_iter().flatten().collect();
    let forms = (0..3).map(|form| {
        let said = all.iter().filter_map(|(forms, style)| {
            let words = forms.get(form).or(forms.last())?;
            (!words.is_empty()).then(|| (words.clone(), *style))
        });
        said.collect::<Vec<_>>()
    });
    let fits = |said: &Vec<(String, Style)>| {
        let taken: usize = said.iter().map(|(words, _)| columns(words) + 2).sum();
        taken + SOURCE <= room
    };
    let mut forms: Vec<_> = forms.collect();
    let found = forms.iter().position(fits).unwrap_or(forms.len() - 1);
    forms.swap_remove(found)
}

/// `updated 2 days ago, 3 versions (gd)`, `3 versions`, or which older version this is.
fn versions(screen: &Screen<'_>, opened: &OpenedArticle) -> Option<(Vec<String>, Style)> {
    let newest = opened.revisions.last()?;
    let count = opened.revisions.len();
    if let Some(number) = opened.older {
        let words = vec![
            format!("version {number} of {count}, to be read only"),
            format!("version {number} of {count}"),
        ];
        return Some((words, screen.style(Role::Warning)));
    }
    if count < 2 {
        return None;
    }
    let sign = screen.signs.updated;
    let key = screen.key_of(Scope::Reader, Command::Differences);
    let when = ago(newest.came, screen.app.now);
    let words = vec![
        format!(
            "{sign} updated {when} {} {count} versions, {key}",
            screen.signs.dot
        ),
        format!("{sign} {count} versions, {key}"),
        format!("{sign} {count}"),
    ];
    let role = if opened.row.updated {
        Role::Accent
    } else {
        Role::Dim
    };
    Some((words, screen.style(role)))
}

/// `⚑ 12 repairs, 2 likely`.
fn repaired(screen: &Screen<'_>, opened: &OpenedArticle) -> Option<(Vec<String>, Style)> {
    let sign = screen.signs.repaired;
    let count = opened.article.repairs.len();
    let words = vec![
        format!("{sign} {}", repairs(&opened.article)),
        format!("{sign} {count}"),
    ];
    (count > 0).then(|| (words, screen.style(Role::Dim)))
}

/// `▦ 1 table lost its columns`.
fn lost(screen: &Screen<'_>, opened: &OpenedArticle) -> Option<(Vec<String>, Style)> {
    let sign = screen.signs.lost;
    let count = opened.article.lost_tables();
    let words = match count {
        0 => return None,
        1 => "1 table lost its columns".to_owned(),
        _ => format!("{count} tables lost their columns"),
    };
    let words = vec![format!("{sign} {words}"), format!("{sign} {count}")];
    Some((words, screen.style(Role::Warning)))
}

/// `de`.
fn language(screen: &Screen<'_>, opened: &OpenedArticle) -> Option<(Vec<String>, Style)> {
    let language = opened.article.metadata.language.as_ref()?.to_string();
    let words = vec![language.clone(), language, String::new()];
    Some((words, screen.style(Role::Dim)))
}
