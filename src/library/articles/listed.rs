//! What a list shows of an article, taken from its text as it comes: the columns of its row.

use crate::library::articles::put::Stored;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::model::{Article, BlockKind, SafeText};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// What a list shows of an article.
pub(in crate::library) struct Listed<'a> {
    new: &'a Stored<'a>,
    /// Title, site, author, language, address, time, whether only its day is known, key facts, whether it has tables and
    /// code.
    columns: [Value; 10],
}

impl<'a> Listed<'a> {
    pub fn of(new: &'a Stored<'_>) -> Self {
        let article = new.article;
        let metadata = &article.metadata;
        let published = metadata.published;
        let text = |text: &Option<SafeText>| Value::from(text.as_deref().map(str::to_owned));
        let has = |kind| article.blocks.iter().any(|block| block.kind == kind).into();
        Self {
            new,
            columns: [
                title(article).as_str().to_owned().into(),
                text(&metadata.site),
                text(&metadata.byline),
                text(&metadata.language),
                text(&metadata.url),
                published.map(|published| published.at.as_second()).into(),
                published.is_some_and(|published| published.day_only).into(),
                integer(new.facts.key_facts.len()).into(),
                has(BlockKind::Table),
                has(BlockKind::Code),
            ],
        }
    }

    /// Writes the row of an article that is new, under the number `row`.
    pub fn insert(
        self,
        connection: &Connection,
        row: i64,
        version: i64,
    ) -> Result<(), LibraryError> {
        let new = self.new;
        let only_then = [
            new.at.as_second().into(),
            new.id.as_str().to_owned().into(),
            new.source.as_str().to_owned().into(),
        ];
        connection
            .prepare_cached(
                "INSERT INTO article (row, version, title, site, byline, language, url, published, day_only, date,
                     facts, tables, code, added, id, source, outlet)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, coalesce(?8, ?13), ?10, ?11, ?12, ?13, ?14, row,
                     coalesce(?4, given, name, '') FROM source WHERE id = ?15",
            )?
            .execute(params_from_iter(
                self.values(row, version).chain(only_then),
            ))?;
        Ok(())
    }

    /// Writes the row of an article that is known; its company is to be found anew.
    pub fn update(
        self,
        connection: &Connection,
        row: i64,
        version: i64,
    ) -> Result<(), LibraryError> {
        connection
            .prepare_cached(
                "UPDATE article SET version = ?2, title = ?3, site = ?4, byline = ?5, language = ?6, url = ?7,
                     published = ?8, day_only = ?9, date = coalesce(?8, added), facts = ?10, tables = ?11, code = ?12,
                     compared = 0, grouped = 0 WHERE row = ?1",
            )?
            .execute(params_from_iter(self.values(row, version)))?;
        Ok(())
    }

    /// The columns that both statements write, behind the numbers of the row and of the version.
    fn values(self, row: i64, version: i64) -> impl Iterator<Item = Value> {
        [row.into(), version.into()].into_iter().chain(self.columns)
    }
}

/// The headline, else the first words, as a list has it: what calls itself a title may be a whole page, and stands
/// whole in the article alone.
pub(in crate::library) fn title(article: &Article) -> SafeText {
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
