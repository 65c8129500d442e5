//! Schemes as people write them, and the mistakes they make.

use super::*;

fn scheme(text: &str) -> Result<LabelScheme, ConfigError> {
    read::scheme(&Document::embedded("mine.toml", text)).map(|(scheme, _)| scheme)
}

fn wrong(text: &str) -> String {
    scheme(text).unwrap_err().to_string()
}

fn keys(scheme: &LabelScheme) -> (Vec<&str>, Vec<(&str, char)>) {
    let labels = scheme.labels.iter().map(|label| label.name.as_str());
    let verdicts = scheme.verdicts.iter();
    (
        labels.collect(),
        verdicts.map(|one| (one.name.as_str(), one.key)).collect(),
    )
}

#[test]
fn the_default_scheme_has_six_labels_and_four_verdicts_with_one_key_each() {
    let scheme = default().unwrap();
    let (labels, verdicts) = keys(&scheme);
    assert_eq!(
        labels,
        ["fact", "figure", "forecast", "opinion", "quote", "check"]
    );
    assert_eq!(
        verdicts,
        [
            ("supported", 's'),
            ("refuted", 'r'),
            ("disputed", 'd'),
            ("not_enough_evidence", 'n')
        ]
    );
}

#[test]
fn every_preset_is_a_scheme_without_a_warning_and_with_guidelines() {
    for (name, text) in PRESETS {
        let (scheme, warnings) = read::scheme(&Document::embedded(name, text)).unwrap();
        assert_eq!(scheme.name.as_str(), name);
        assert_eq!(warnings, [], "{name}");
        assert!(!scheme.guidelines.is_empty(), "{name}");
        assert!(
            scheme
                .labels
                .iter()
                .all(|label| !label.description.is_empty())
        );
    }
    assert!(preset("nosuch").is_none());
    let claimbuster = preset("claimbuster").unwrap().unwrap();
    assert_eq!(keys(&claimbuster).0, ["CFS", "UFS", "NFS"]);
    let fever = preset("fever").unwrap().unwrap();
    assert_eq!(
        fever.verdicts_of("evidence"),
        Vec::<&crate::model::label::Verdict>::new()
    );
    assert_eq!(fever.verdicts_of("claim").len(), 3);
}

#[test]
fn a_label_has_a_parent_verdicts_attributes_relations_and_guidelines() {
    let scheme = scheme(
        "guidelines = 'Read it whole first.'\nrelations = ['supports', 'cites']\n\
         [[verdict]]\nname='true'\nkey='t'\n[[verdict]]\nname='false'\nkey='f'\n\
         [[label]]\nname='claim'\nkey='c'\ncolor='red'\nsuggest=['sentence']\n\
         [[label]]\nname='number'\nkey='n'\nparent='claim'\nverdicts=['true']\nrelations=['cites']\nguidelines='Only with a unit.'\n\
         [[label.attribute]]\nname='certainty'\nvalues=['high','hearsay','low']\n",
    )
    .unwrap();
    let number = scheme.label("number").unwrap();
    assert_eq!(scheme.depth(number), 1);
    assert_eq!(scheme.color("number").unwrap().as_str(), "red");
    let verdicts: Vec<&str> = scheme
        .verdicts_of("number")
        .iter()
        .map(|v| v.name.as_str())
        .collect();
    assert_eq!(verdicts, ["true"]);
    assert_eq!(scheme.verdicts_of("unknown").len(), 2);
    let keys: Vec<char> = number.attributes[0]
        .values
        .iter()
        .map(|(key, _)| *key)
        .collect();
    assert_eq!(keys, ['h', 'e', 'l']);
    assert_eq!(
        number.attributes[0].tag(&"low".into()).as_str(),
        "certainty=low"
    );
    assert_eq!(number.guidelines.as_str(), "Only with a unit.");
}

#[test]
fn a_wrong_scheme_is_told_with_its_line() {
    assert_eq!(
        wrong("[[label]]\nname='a'\nkey='x'\n[[label]]\nname='b'\nkey='x'\n"),
        "mine.toml:6: the key `x` is given twice; choose another"
    );
    assert!(wrong("name = 'empty'").starts_with("mine.toml: has no label"));
    assert_eq!(
        wrong("[[label]]\nname='a'\nkey='xy'"),
        "mine.toml:3: `key` must be one character"
    );
    assert!(wrong("\n[[label]]\nkey='x'").starts_with("mine.toml:2: `name` is missing"));
    assert!(wrong("[[label]]\nname='a'\nkey='?'").contains("shows the guidelines"));
    assert!(wrong("[[label]]\nname='a'\nkey='a'\nparent='a'").starts_with("mine.toml:4: `parent`"));
    assert!(wrong("[[label]]\nname='a'\nkey='a'\nverdicts=['no']").contains("no [[verdict]] `no`"));
    assert!(
        wrong("[[label]]\nname='a'\nkey='a'\nsuggest=['cash']").contains("no kind of candidate")
    );
    assert!(
        wrong("[[label]]\nname='a'\nkey='a'\n[[label.attribute]]\nname='b'")
            .contains("list of `values`")
    );
}
