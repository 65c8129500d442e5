//! Pages and pieces of pages.

use super::*;
use proptest::prelude::*;

fn blocks(html: &str) -> Vec<(BlockKind, String)> {
    let mut writer = Writer::default();
    fragment(html, &mut writer);
    let draft = writer.finish();
    draft
        .blocks
        .iter()
        .map(|block| (block.kind, block.span.of(&draft.text).to_owned()))
        .collect()
}

#[test]
fn lists_tables_and_code_keep_their_shape() {
    use BlockKind::{Code, ListItem, Paragraph, Table};
    let html = "<p>One <b>two</b>\n three</p><ol start=3><li>a<li><p>b</p><ul><li>c</ul></ol><table><tr><th>x<th>y<tr><td>1<td></table><pre><code class=language-rust>let a;\n  b</code></pre>";
    let want = [
        (Paragraph, "One two three"),
        (ListItem, "a"),
        (ListItem, "b"),
        (ListItem, "c"),
        (Table, "x\ty\n1\t"),
        (Code, "let a;\n  b"),
    ];
    assert_eq!(
        blocks(html),
        want.map(|(kind, words)| (kind, words.to_owned()))
    );
}

#[test]
fn small_letters_readings_and_terms_stay_readable() {
    let html = "<p>10<sup>6</sup> m<sup>2</sup> of H<sub>2</sub>O, the 4<sup>th</sup> claim<sup><a href='#n'>1</a></sup>. \
                <abbr title='Office of Tides'>OT</abbr>, <q>a word</q>, <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>, <del>old</del><ins>new</ins> so\u{ad}ft.</p>\
                <dl><dt>Term</dt><dd>Meaning</dd></dl><details><summary>More</summary>Inside</details>";
    let want = [
        (
            BlockKind::Paragraph,
            "10^6 m² of H₂O, the 4th claim[1]. OT (Office of Tides), “a word”, 漢(kan), old new soft.",
        ),
        (BlockKind::Paragraph, "Term"),
        (BlockKind::ListItem, "Meaning"),
        (BlockKind::Paragraph, "More"),
        (BlockKind::Paragraph, "Inside"),
    ];
    assert_eq!(
        blocks(html),
        want.map(|(kind, words)| (kind, words.to_owned()))
    );
}

#[test]
fn a_table_keeps_caption_head_alignment_and_spans() {
    let html = "<table><caption>Tides</caption><thead><tr><th>Port<th align=right>Height</thead>\
                <tr><td rowspan=2>Ustra<td align=right>3<tr><td>4<tr><td colspan=2>none</table>";
    let mut writer = Writer::default();
    fragment(html, &mut writer);
    let draft = writer.finish();
    assert_eq!(draft.text, "Tides\nPort\tHeight\nUstra\t3\n\t4\nnone\t");
    let table = draft.blocks[0].table.clone().expect("a table");
    assert_eq!(
        table.caption.map(|caption| caption.of(&draft.text)),
        Some("Tides")
    );
    assert_eq!(table.head_rows, 1);
    assert_eq!(
        table.alignment.get(1),
        Some(&crate::model::block::Alignment::Right)
    );
    assert!(table.rows.iter().all(|row| row.len() == 2));
}

#[test]
fn lists_count_from_where_they_say_and_code_names_its_language() {
    let html = "<ol reversed><li>three<li>two<li value=9>nine</ol><div class='highlight highlight-source-shell'><pre>a<br>b</pre></div>";
    let mut writer = Writer::default();
    fragment(html, &mut writer);
    let draft = writer.finish();
    let numbers: Vec<Option<u32>> = draft.blocks.iter().map(|block| block.ordinal).collect();
    assert_eq!(numbers, [Some(3), Some(2), Some(9), None]);
    assert_eq!(draft.blocks[3].language.as_deref(), Some("shell"));
    assert_eq!(draft.blocks[3].span.of(&draft.text), "a\nb");
}

#[test]
fn two_line_breaks_part_paragraphs_and_hidden_words_are_left_out() {
    let html = "one<br><br>two <span hidden>x</span><i aria-hidden=true>y</i><span style='display: none'>z</span>three<br>four";
    let want = [
        (BlockKind::Paragraph, "one"),
        (BlockKind::Paragraph, "two three\nfour"),
    ];
    assert_eq!(
        blocks(html),
        want.map(|(kind, words)| (kind, words.to_owned()))
    );
}

#[test]
fn hostile_nesting_keeps_the_words() {
    let deep = "<div>".repeat(100_000) + "word" + &"</div>".repeat(100_000);
    assert_eq!(blocks(&deep), [(BlockKind::Paragraph, "word".to_owned())]);
}

#[test]
fn links_that_run_something_are_words_only() {
    let mut writer = Writer::default();
    fragment(
        "<a href='javascript:x()'>a</a> <a href='https://example.org/'>b</a>",
        &mut writer,
    );
    let draft = writer.finish();
    assert_eq!(draft.inlines.len(), 1);
    assert_eq!(draft.inlines[0].span.of(&draft.text), "b");
}

proptest! {
    #[test]
    fn any_soup_gives_extents_that_partition_the_text(parts in proptest::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "word", " ", "<b>", "</b>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ul>", "</ul>", "<pre>", "\n", "</pre>", "<br>",
        "<blockquote>", "<h2>", "<hr>", "<a href=/x>", "</a>", "&amp;", "é", "<figcaption>", "</figcaption>", "<ol start=9>",
    ]), 0..40)) {
        let mut writer = Writer::default();
        fragment(&parts.concat(), &mut writer);
        let draft = writer.finish();
        let mut at = 0;
        for block in &draft.blocks {
            prop_assert_eq!(block.extent.start, at);
            prop_assert!(block.extent.covers(block.span) && !block.span.is_empty());
            for cell in block.table.iter().flat_map(|table| table.rows.iter().flatten()) {
                prop_assert!(block.span.covers(*cell));
            }
            at = block.extent.end;
        }
        prop_assert_eq!(at, draft.text.len());
        for inline in &draft.inlines {
            prop_assert!(draft.text.get(inline.span.start..inline.span.end).is_some());
        }
    }
}

mod pages;
