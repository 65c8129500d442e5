//! What a list shows of an article, taken from its text as it comes: the columns of its row.

use super::error::LibraryError;
use super::put::Stored;
use crate::model::{Article, BlockKind, SafeText};
use rusqlite::Connection;

/// What a list shows of an article.
pub(super) struct Listed<'a> {
    new: &'a Stored<'a>,
    title: SafeText,
    published: Option<i64>,
    day_only: bool,
    facts: i64,
    tables: bool,
    code: bool,
}

impl<'a> Listed<'a> {
    pub fn of(new: &'a Stored<'_>) -> Self {
        let article = new.article;
        let published = article.metadata.published;
        let has = |kind| article.blocks.iter().any(|block| block.kind == kind);
        Self {
            new,
            title: title(article),
            published: published.map(|published| published.at.as_second()),
            day_only: published.is_some_and(|published| published.day_only),
            facts: super::row::integer(new.facts.key_facts.len()),
            tables: has(BlockKind::Table),
            code: has(BlockKind::Code),
        }
    }

    /// Writes the row of an article that is new, under the number `row`.
    pub fn insert(
        &self,
        connection: &Connection,
        row: i64,
        version: i64,
    ) -> Result<(), LibraryError> {
        let metadata = &self.new.article.metadata;
        connection
            .prepare_cached(
                "INSERT INTO article (row, version, title, site, byline, language, url, published, day_only, date,
                     facts, tables, code, added, id, source, outlet)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, coalesce(?8, ?13), ?10, ?11, ?12, ?13, ?14, row,
                     coalesce(?4, given, name, '') FROM source WHERE id = ?15",
            )?
            .execute((
                row,
                version,
                self.title.as_str(),
                metadata.site.as_deref(),
                metadata.byline.as_deref(),
                metadata.language.as_deref(),
                metadata.url.as_deref(),
                self.published,
                self.day_only,
                self.facts,
                self.tables,
                self.code,
                self.new.at.as_second(),
                self.new.id.as_str(),
                self.new.source.as_str(),
            ))?;
        Ok(())
    }

    /// Writes the row of an article that is known; its company is to be found anew.
    pub fn update(
        &self,
        connection: &Connection,
        row: i64,
        version: i64,
    ) -> Result<(), LibraryError> {
        let metadata = &self.new.article.metadata;
        connection
            .prepare_cached(
                "UPDATE article SET version = ?2, title = ?3, site = ?4, byline = ?5, language = ?6, url = ?7,
                     published = ?8, day_only = ?9, date = coalesce(?8, added), facts = ?10, tables = ?11, code = ?12,
                     compared = 0, grouped = 0 WHERE row = ?1",
            )?
            .execute((
                row,
                version,
                self.title.as_str(),
                metadata.site.as_deref(),
                metadata.byline.as_deref(),
                metadata.language.as_deref(),
                metadata.url.as_deref(),
                self.published,
                self.day_only,
                self.facts,
                self.tables,
                self.code,
            ))?;
        Ok(())
    }
}

/// The headline, else the first words, as a list has it: what calls itself a title may be a whole page, and stands
/// whole in the article alone.
pub(super) fn title(article: &Article) -> SafeText {
    /// So many characters of a headline, and of words that stand for one.
    const HEADLINE: usize = 1_000;
    const LINE: usize = 120;
    let begun = |text: &str, most| SafeText::line(&text.chars().take(most).collect::<String>());
    let headline = article.metadata.title.as_deref();
    if let Some(title) = headline.filter(|title| !title.trim().is_empty()) {
        return begun(title, HEADLINE);
    }
    let mut lines = article.text.lines();
    let line = lines.find(|line| !line.trim().is_empty());
    begun(line.unwrap_or("(empty)"), LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: Option<&str>, text: &str) -> String {
        let mut article = Article {
            text: text.into(),
            ..Article::default()
        };
        article.metadata.title = title.map(Into::into);
        super::title(&article).to_string()
    }

    #[test]
    fn a_list_has_a_headline_and_not_a_whole_page() {
        assert_eq!(titled(Some("News"), "Text"), "News");
        assert_eq!(titled(Some(" "), "\nFirst line\nSecond"), "First line");
        assert_eq!(titled(None, ""), "(empty)");
        assert_eq!(titled(Some(&"é".repeat(9_000)), "").chars().count(), 1_000);
        assert_eq!(titled(None, &"é".repeat(9_000)).chars().count(), 120);
    }
}
