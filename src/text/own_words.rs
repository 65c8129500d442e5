//! The article's own words: its title and its blocks without page furniture and teasers of other stories.

use super::words::{key, words};
use crate::model::{Article, Span};
use std::borrow::Cow;

/// The words that belong to the article itself, in order, as they are compared ([`key`]).
pub fn own_words(article: &Article) -> impl Iterator<Item = Cow<'_, str>> {
    let title = article.metadata.title.as_deref().unwrap_or_default();
    let title = words(title, Span::new(0, title.len())).map(move |word| key(word.of(title)));
    title.chain(body_words(article))
}

/// The same without the title that the article goes by, which its text may repeat.
pub fn body_words(article: &Article) -> impl Iterator<Item = Cow<'_, str>> {
    let blocks = article.blocks.iter();
    blocks
        .filter(|block| !block.kind.is_furniture())
        .flat_map(|block| words(&article.text, block.span))
        .map(|word| key(word.of(&article.text)))
}

/// Whether two texts of an article say the same: only the page around it, white space, or the shape of quotation
/// marks and dashes differ. That is no news for anybody.
pub fn says_the_same(one: &Article, other: &Article) -> bool {
    own_words(one).eq(own_words(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind};

    fn article(parts: &[(BlockKind, &str)]) -> Article {
        let mut article = Article::default();
        let mut text = String::new();
        for (kind, words) in parts {
            let start = text.len();
            text.push_str(words);
            article
                .blocks
                .push(Block::new(*kind, Span::new(start, text.len())));
            text.push_str("\n\n");
        }
        article.text = text.into();
        article
    }

    #[test]
    fn another_page_around_the_same_words_is_no_other_article() {
        use BlockKind::{Boilerplate, Paragraph, Related};
        let was = article(&[
            (Paragraph, "Meta's plan \u{2014} \u{201c}large\u{201d}"),
            (Boilerplate, "12 shares"),
        ]);
        let is = article(&[
            (Boilerplate, "Sign in"),
            (Paragraph, "Meta\u{2019}s  plan - \"large\""),
            (Related, "Another story"),
        ]);
        assert!(says_the_same(&was, &is));
        let other = article(&[(Paragraph, "Meta's plan \u{2014} \u{201c}larger\u{201d}")]);
        assert!(!says_the_same(&was, &other));
        let mut titled = was.clone();
        titled.metadata.title = Some("Correction".into());
        assert!(!says_the_same(&was, &titled));
    }
}
