//! A label scheme: the labels that annotators may give, the verdicts, and what is said to annotators about them.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// Labels and verdicts, read from a TOML file by `config`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelScheme {
    /// The scheme's name.
    pub name: SafeText,
    /// What annotators should know before they begin.
    pub guidelines: SafeText,
    /// The labels in the order of the palette.
    pub labels: Vec<Label>,
    /// The verdicts in the order of the palette.
    pub verdicts: Vec<Verdict>,
    /// The names of relations between marks, where the scheme has its own.
    pub relations: Vec<SafeText>,
}

/// One label.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What is stored, such as `forecast`.
    pub name: SafeText,
    /// The key that gives it in the palette.
    pub key: char,
    /// What it means, one line.
    pub description: SafeText,
    /// A colour for the mark: a name or `#rrggbb`; the theme's own when missing.
    pub color: Option<SafeText>,
    /// The label that it is a kind of.
    pub parent: Option<SafeText>,
    /// The verdicts that may follow it; `None`: all.
    pub verdicts: Option<Vec<SafeText>>,
    /// What else is asked about a mark with this label.
    pub attributes: Vec<Attribute>,
    /// The relations that a mark with this label may have; `None`: all.
    pub relations: Option<Vec<SafeText>>,
    /// When to give it and when not, for the annotator to read.
    pub guidelines: SafeText,
    /// The candidates that are offered this label: kinds of facts such as `money`, or `sentence`.
    pub suggest: Vec<SafeText>,
}

/// Something that is asked about a mark, with the answers that there are. An answer is kept as the tag `name=value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Its name, such as `certainty`.
    pub name: SafeText,
    /// The answers, each with its key.
    pub values: Vec<(char, SafeText)>,
}

impl Attribute {
    /// The tag that keeps an answer.
    pub fn tag(&self, value: &SafeText) -> SafeText {
        SafeText::line(&format!("{}={value}", self.name))
    }
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What is stored, such as `not_enough_evidence`.
    pub name: SafeText,
    /// The key that gives it in the palette.
    pub key: char,
    /// What it means, one line.
    pub description: SafeText,
}

impl LabelScheme {
    /// The label of this name.
    pub fn label(&self, name: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.name.as_str() == name)
    }

    /// Index of the label that candidates of this kind are offered: a kind of fact such as `money`, or `sentence`.
    pub fn suggested(&self, kind: &str) -> Option<usize> {
        let suggests = |label: &Label| label.suggest.iter().any(|name| name.as_str() == kind);
        self.labels.iter().position(suggests)
    }

    /// The verdicts that may follow a label. A label that the scheme does not know may have any.
    pub fn verdicts_of(&self, label: &str) -> Vec<&Verdict> {
        let allowed = self.label(label).and_then(|label| label.verdicts.as_ref());
        let verdicts = self.verdicts.iter();
        verdicts
            .filter(|verdict| allowed.is_none_or(|allowed| allowed.contains(&verdict.name)))
            .collect()
    }

    /// Whether marks with these labels may stand to each other so: where the scheme, or one of the labels, names relations,
    /// only in these. A label that the scheme does not know may stand in any.
    pub fn relates(&self, labels: [Option<&str>; 2], relation: &str) -> bool {
        let named = |names: &[SafeText]| names.iter().any(|name| name.as_str() == relation);
        let label_allows = |label: Option<&str>| {
            let known = label.and_then(|label| self.label(label)?.relations.as_ref());
            known.is_none_or(|names| named(names))
        };
        let scheme_allows = self.relations.is_empty() || named(&self.relations);
        scheme_allows && labels.into_iter().all(label_allows)
    }

    /// The colour of a label: its own, else that of the label that it is a kind of.
    pub fn color(&self, name: &str) -> Option<&SafeText> {
        let label = self.label(name)?;
        let inherited = || self.label(label.parent.as_ref()?)?.color.as_ref();
        label.color.as_ref().or_else(inherited)
    }

    /// How deep a label stands under others: 0 for one that is no kind of another.
    pub fn depth(&self, label: &Label) -> usize {
        let parents =
            std::iter::successors(Some(label), |label| self.label(label.parent.as_ref()?));
        // A scheme whose labels are kinds of each other in a circle is refused when it is read.
        parents.take(self.labels.len()).count().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_is_offered_where_the_scheme_and_both_labels_have_it() {
        let label = |name: &str, relations: Option<&[&str]>| Label {
            name: name.into(),
            relations: relations.map(|names| names.iter().map(|name| (*name).into()).collect()),
            ..Label::default()
        };
        let mut scheme = LabelScheme {
            labels: vec![label("claim", None), label("number", Some(&["cites"]))],
            ..LabelScheme::default()
        };
        let relates = |scheme: &LabelScheme, from, to| {
            ["supports", "cites"].map(|name| scheme.relates([from, to], name))
        };
        assert_eq!(relates(&scheme, Some("claim"), None), [true, true]);
        assert_eq!(
            relates(&scheme, Some("claim"), Some("number")),
            [false, true]
        );
        assert_eq!(relates(&scheme, Some("other"), Some("claim")), [true, true]);
        scheme.relations = vec!["supports".into()];
        assert_eq!(relates(&scheme, Some("claim"), None), [true, false]);
    }
}
