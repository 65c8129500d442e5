//! Choosing a theme: moving the cursor shows it at once, `Enter` takes it for this run, `Esc` brings the old one back.

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::Effect;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::SafeText;

/// State of the theme list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Themes {
    /// The names.
    pub names: Vec<SafeText>,
    /// The one under the cursor: previewed.
    pub cursor: usize,
    /// The first on the screen.
    pub top: usize,
}

impl App {
    /// Uses a theme, or lets the person choose one.
    pub(in crate::app) fn choose_theme(&mut self, name: &str) {
        if name.is_empty() {
            self.layers.push(Layer::Themes(Themes::default()));
            self.wish(Effect::LoadThemes);
        } else {
            self.set_theme(name, true);
        }
    }

    /// Shows a theme; with `keep`, it is the one in force until the program ends.
    pub(in crate::app) fn set_theme(&mut self, name: &str, keep: bool) {
        name.clone_into(&mut self.theme);
        if keep {
            name.clone_into(&mut self.settings.theme);
            self.say(format!(
                "Theme {name}; for good: theme = \"{name}\" in config.toml"
            ));
        }
        // Code takes its colours from the theme: they are asked for again as it comes on the screen.
        self.reader.tints.clear();
        self.reader.asked.clear();
        self.wish(Effect::SetTheme(name.to_owned(), keep));
    }

    /// The names of the themes arrived.
    pub(in crate::app) fn themes_loaded(&mut self, names: Vec<SafeText>) {
        if let Some(Layer::Themes(themes)) = self.layers.last_mut() {
            themes.cursor = names
                .iter()
                .position(|name| name.as_str() == self.theme)
                .unwrap_or(0);
            themes.names = names;
        }
    }

    /// Commands of the list.
    pub(in crate::app) fn run_in_themes(&mut self, command: Command, count: Option<usize>) -> bool {
        let page = usize::from(self.geometry().main.body.height.max(1));
        let Some(Layer::Themes(themes)) = self.layers.last_mut() else {
            return false;
        };
        let moved = moved(command, count, themes.cursor, themes.names.len(), page);
        if let Some(to) = moved {
            themes.cursor = to;
            themes.top = scrolled(themes.top, to, to, page);
        } else if command != Command::Open {
            return false;
        }
        let name = themes.names.get(themes.cursor).cloned();
        if moved.is_none() {
            self.layers.pop();
        }
        if let Some(name) = name {
            self.set_theme(&name, moved.is_none());
        }
        true
    }
}
