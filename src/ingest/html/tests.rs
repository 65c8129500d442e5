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
