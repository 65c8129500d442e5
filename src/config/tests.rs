//! Settings as a person writes them, right and wrong.

use super::color::Color;
use super::theme::{Appearance, BUILT_IN, contrast};
use super::*;
use crate::model::FactKind;
use proptest::prelude::*;

fn config(text: &str) -> Result<Config, ConfigError> {
    let mut config = Config::defaults()?;
    config.read(&Document::embedded("config.toml", text))?;
    Ok(config)
}

fn complaint(text: &str) -> String {
    config(text).unwrap_err().to_string()
}

#[test]
fn the_default_file_is_complete_and_has_no_unknown_key() {
    let config = Config::defaults().unwrap();
    assert_eq!(config.warnings, []);
    assert_eq!(config.theme, "ink");
    assert_eq!(config.column, 76);
    assert_eq!(config.read_after, Duration::from_secs(2));
    assert!(config.mouse);
    assert_eq!(config.annotator, None);
}

#[test]
fn settings_are_laid_over_the_defaults() {
    let config = config("theme = 'paper'\nannotator = 'Ada'\nopener = 'firefox'\n[keys]\npreset = 'newsboat'\n[keys.list]\n'gx' = 'open-link'\n'J' = ['a', 'b']\nx = []").unwrap();
    assert_eq!(config.theme, "paper");
    assert_eq!(config.annotator.as_deref(), Some("Ada"));
    assert_eq!(config.opener, ["firefox"]);
    assert_eq!(config.keys.preset, "newsboat");
    assert_eq!(config.keys.bindings.len(), 3);
    assert_eq!(config.keys.bindings[1].commands, ["a", "b"]);
    assert_eq!(config.keys.bindings[2].place.as_str(), "config.toml:9");
    assert_eq!(config.column, 76);
}

#[test]
fn a_wrong_value_names_its_line_and_the_way_out() {
    assert_eq!(
        complaint("\ntheme = 5"),
        "config.toml:2: `theme` must be text in quotes, not integer"
    );
    assert_eq!(
        complaint("column = 3"),
        "config.toml:1: `column` must be a whole number from 20 to 400"
    );
    assert_eq!(
        complaint("column = 99999999999999999999"),
        "config.toml:1: `column` must be a whole number from 20 to 400"
    );
    assert_eq!(
        complaint("keys = 'x'"),
        "config.toml:1: `keys` must be a table, not string"
    );
    assert!(
        complaint("[keys.list]\nq = 3").starts_with("config.toml:2: a binding must be a command")
    );
    assert!(complaint("a = [").starts_with("config.toml:1: is not valid TOML"));
    assert!(complaint("labels = 'nosuch'").contains("there is no scheme `nosuch`"));
}

#[test]
fn an_unknown_key_is_a_warning_with_a_suggestion() {
    let config = config("thmee = 'paper'\nkit = 1").unwrap();
    let lines: Vec<String> = config.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines[0],
        "config.toml:1: unknown key `thmee` is ignored; did you mean `theme`?"
    );
    assert!(
        lines[1].starts_with("config.toml:2: unknown key `kit` is ignored; known here: theme, ")
    );
}

#[test]
fn fifty_thousand_unknown_keys_are_a_few_lines() {
    let text: String = (0..50_000)
        .flat_map(|n| ["k".to_owned(), n.to_string(), " = 1\n".to_owned()])
        .collect();
    assert!(config(&text).unwrap().warnings.len() < 10);
}

#[test]
fn deep_and_controlling_files_are_one_safe_line() {
    for text in [
        "a = ".to_owned() + &"[".repeat(100_000),
        format!("[{}]", vec!["a"; 5000].join(".")),
        "a = \"\0\"".into(),
    ] {
        if let Err(error) = config(&text) {
            assert!(
                error.to_string().len() < 400 && !error.to_string().contains('\n'),
                "{error}"
            );
        }
    }
    assert!(!complaint("theme = 5 # \u{1b}[31m\n\"\u{1b}\" = 1\u{1b}").contains('\u{1b}'));
}

#[test]
fn every_built_in_theme_reads_without_a_warning_and_speaks_of_every_role() {
    for (name, text) in BUILT_IN {
        let (theme, warnings) = theme::load(name, None).unwrap();
        assert_eq!(warnings, [], "{name}");
        assert_eq!(theme.name.as_str(), name);
        for role in Role::ALL {
            assert!(
                text.contains(&format!("\n{} = ", role.name())),
                "{name} has no {}",
                role.name()
            );
        }
        for kind in FactKind::ALL {
            assert!(
                theme.fact(kind).fg.is_some(),
                "{name} has no {}",
                kind.name()
            );
        }
        for label in &labels::default().unwrap().labels {
            assert_ne!(
                theme.mark(Some(&label.name)),
                theme.style(Role::Mark),
                "{name}: {}",
                label.name
            );
        }
    }
}

/// WCAG 2.2 level AA for text.
const READABLE: f64 = 4.5;

#[test]
fn text_can_be_read_on_every_ground_of_every_theme() {
    for (name, _) in BUILT_IN {
        let (theme, _) = theme::load(name, None).unwrap();
        let text = theme.style(Role::Text);
        let (Some(ink), Some(ground)) = (text.fg, text.bg) else {
            panic!("{name} has no text colours")
        };
        let readable = |fg: Color, bg: Color, what: &str| {
            if let Some(ratio) = contrast(fg, bg) {
                assert!(
                    ratio >= READABLE,
                    "{name}: {what} has a contrast of {ratio:.2}"
                );
            }
        };
        for role in Role::ALL {
            // Lines are no text.
            if matches!(role, Role::Separator | Role::TableLine) {
                continue;
            }
            let style = theme.style(role);
            readable(
                style.fg.unwrap_or(ink),
                style.bg.unwrap_or(ground),
                role.name(),
            );
        }
        for kind in FactKind::ALL {
            let fact = theme.fact(kind).fg.unwrap_or(ink);
            readable(fact, ground, kind.name());
        }
        for label in ["fact", "figure", "forecast", "opinion", "quote", "check"] {
            readable(ink, theme.mark(Some(label)).bg.unwrap_or(ground), label);
        }
        for (scope, style) in &theme.scopes {
            let code = theme.style(Role::Code).bg.unwrap_or(ground);
            readable(style.fg.unwrap_or(ink), style.bg.unwrap_or(code), scope);
        }
    }
}

#[test]
fn there_is_a_dark_and_a_light_theme_and_a_mistyped_name_is_understood() {
    let look = |name: &str| theme::load(name, None).unwrap().0.appearance;
    assert_eq!(
        (look("ink"), look("paper")),
        (Appearance::Dark, Appearance::Light)
    );
    assert_eq!(
        theme::load("papre", None).unwrap_err().to_string(),
        "theme: no theme is named `papre`; did you mean `paper`?"
    );
}

#[test]
fn a_theme_of_the_users_folder_comes_before_ours() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("ink.toml"),
        "[ui]\ntext = 'red'\nbogus = 'red'",
    )
    .unwrap();
    std::fs::write(folder.path().join("own.tmTheme"), "<plist></plist>").unwrap();
    let (theme, warnings) = theme::load("ink", Some(folder.path())).unwrap();
    assert_eq!(theme.style(Role::Text).fg, Some(Color::Ansi(1)));
    assert_eq!(warnings.len(), 1);
    assert!(theme::names(Some(folder.path())).contains(&"own".into()));
    assert!(
        theme::load("own", Some(folder.path()))
            .unwrap_err()
            .to_string()
            .contains("is no theme")
    );
}

proptest! {
    #[test]
    fn no_text_makes_settings_or_themes_panic(text in "[\\[\\]{}=\"'#a-z0-9.\n \\PC]{0,200}") {
        let _ = config(&text);
        let _ = theme::read(&Document::embedded("x.toml", &text));
    }
}
