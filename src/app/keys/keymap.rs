//! From keys to commands: one trie a scope, made from the command table and the user's key map.
//!
//! The node at which typed keys are waiting *is* the hint popup: its branches are what may follow.

use super::command::{self, Command, TABLE};
use super::key::{Key, parse_keys};
use super::scope::Scope;
use crate::config::keys::{Binding, UserKeys};
use crate::model::SafeText;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// A command with its argument, as bound to keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The command.
    pub command: Command,
    /// What would follow it in the `:` line.
    pub argument: String,
}

/// What keys lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// More keys must follow.
    Branch(BTreeMap<Key, Node>),
    /// These commands.
    Leaf(Vec<Bound>),
}

impl Default for Node {
    fn default() -> Self {
        Self::Branch(BTreeMap::new())
    }
}

impl Node {
    fn bind(&mut self, keys: &[Key], commands: Vec<Bound>) {
        let Some((first, rest)) = keys.split_first() else {
            *self = Self::Leaf(commands);
            return;
        };
        if let Self::Leaf(_) = self {
            *self = Self::default();
        }
        if let Self::Branch(next) = self {
            next.entry(*first).or_default().bind(rest, commands);
        }
    }

    fn unbind(&mut self, keys: &[Key]) {
        if let (Self::Branch(next), Some((first, rest))) = (self, keys.split_first()) {
            if rest.is_empty() {
                next.remove(first);
            } else if let Some(node) = next.get_mut(first) {
                node.unbind(rest);
            }
        }
    }

    /// What `keys` lead to from here.
    pub fn at(&self, keys: &[Key]) -> Option<&Self> {
        let Some((first, rest)) = keys.split_first() else {
            return Some(self);
        };
        match self {
            Self::Branch(next) => next.get(first)?.at(rest),
            Self::Leaf(_) => None,
        }
    }

    /// The hint popup: each next key with what it does, or `…` for more keys.
    pub fn hints(&self) -> Vec<(Key, &'static str)> {
        let Self::Branch(next) = self else {
            return Vec::new();
        };
        next.iter()
            .map(|(key, node)| match node {
                Self::Leaf(bound) => (*key, bound.first().map_or("", |b| b.command.entry().doc)),
                Self::Branch(_) => (*key, "…"),
            })
            .collect()
    }

    /// The shortest keys from here to a command, the last one first.
    fn shortest(&self, command: Command) -> Option<Vec<Key>> {
        match self {
            Self::Leaf(bound) => {
                let mut commands = bound.iter().map(|bound| bound.command);
                commands.any(|other| other == command).then(Vec::new)
            }
            Self::Branch(next) => {
                let ways = next.iter().filter_map(|(key, node)| {
                    let mut keys = node.shortest(command)?;
                    keys.push(*key);
                    Some(keys)
                });
                ways.min_by_key(Vec::len)
            }
        }
    }

    fn leaves(&self, path: &mut Vec<Key>, found: &mut Vec<(Vec<Key>, Vec<Bound>)>) {
        match self {
            Self::Leaf(bound) => found.push((path.clone(), bound.clone())),
            Self::Branch(next) => {
                for (key, node) in next {
                    path.push(*key);
                    node.leaves(path, found);
                    path.pop();
                }
            }
        }
    }
}

/// The keys of every scope.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    /// What the preset and the user lay over the default keys, in order. No commands take the keys away.
    over: Vec<(Scope, Vec<Key>, Vec<Bound>)>,
    /// The trie of each scope, made when it is asked for: the first screen needs one of them.
    scopes: [OnceCell<Node>; Scope::ALL.len()],
}

/// What the preset `newsboat` lays over the default keys: context, keys, command.
const NEWSBOAT: &[(&str, &str, &str)] = &[
    ("list", "n", "next-unread"),
    ("list", "p", "previous-unread"),
    ("list", "N", "read"),
    ("list", "C", "mark-view-read"),
    ("list", "D", "archive"),
    ("list", "r", "refresh"),
    ("list", "<C-e>", "tag"),
    ("reader", "J", "down"),
    ("reader", "K", "up"),
    ("reader", "<C-n>", "next-unread"),
    ("reader", "<C-p>", "previous-unread"),
];

impl Keymap {
    /// The default keys with the preset and the user's keys over them. Bindings that cannot be read are left out, each
    /// with one line that names its place.
    pub fn new(user: &UserKeys) -> (Self, Vec<String>) {
        let mut map = Self::default();
        let preset: Vec<Binding> = match user.preset.as_str() {
            "newsboat" => NEWSBOAT.iter().map(|row| preset_binding(*row)).collect(),
            _ => Vec::new(),
        };
        let mut wrong = Vec::new();
        if !matches!(user.preset.as_str(), "default" | "newsboat") {
            wrong.push(format!(
                "`{}` is no key map; there are default and newsboat",
                user.preset
            ));
        }
        for binding in preset.iter().chain(&user.bindings) {
            if let Err(message) = map.apply(binding) {
                wrong.push(format!("{}: {message}", binding.place));
            }
        }
        (map, wrong)
    }

    fn apply(&mut self, binding: &Binding) -> Result<(), String> {
        let keys = parse_keys(&binding.keys).map_err(|error| error.to_string())?;
        if keys.is_empty() {
            return Err("no keys are given".to_owned());
        }
        let bound = binding
            .commands
            .iter()
            .map(|line| {
                let (command, argument) = command::parse(line).ok_or_else(|| {
                    format!("`{line}` is no command; `pressmark keys` lists them")
                })?;
                Ok(Bound {
                    command,
                    argument: argument.to_owned(),
                })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let works_in = |scope: &Scope| {
            let mut commands = bound.iter().map(|bound| bound.command.entry());
            commands.all(|entry| entry.scopes.contains(scope))
        };
        let scopes: Vec<Scope> = Scope::ALL
            .into_iter()
            .filter(|scope| match binding.context.as_str() {
                "global" => !scope.types_text(),
                name if scope.name() == name => true,
                name => scope.whole().is_some_and(|whole| whole.name() == name) && works_in(scope),
            })
            .collect();
        if scopes.is_empty() {
            let names: Vec<_> = Scope::ALL.iter().map(|scope| scope.name()).collect();
            return Err(format!(
                "`{}` is no context; there are global, {}",
                binding.context,
                names.join(", ")
            ));
        }
        let over = scopes
            .into_iter()
            .map(|scope| (scope, keys.clone(), bound.clone()));
        self.over.extend(over);
        Ok(())
    }

    /// Everything that is bound in a scope.
    fn scope(&self, scope: Scope) -> Option<&Node> {
        let trie = self.scopes.get(scope as usize)?;
        Some(trie.get_or_init(|| self.make(scope)))
    }

    fn make(&self, scope: Scope) -> Node {
        let mut node = Node::default();
        for entry in TABLE.iter().filter(|entry| entry.scopes.contains(&scope)) {
            for keys in entry.keys.iter().filter_map(|keys| parse_keys(keys).ok()) {
                let bound = Bound {
                    command: entry.command,
                    argument: String::new(),
                };
                node.bind(&keys, vec![bound]);
            }
        }
        for (_, keys, bound) in self.over.iter().filter(|(of, ..)| *of == scope) {
            if bound.is_empty() {
                node.unbind(keys);
            } else {
                node.bind(keys, bound.clone());
            }
        }
        node
    }

    /// What `keys` lead to in `scope`.
    pub fn find(&self, scope: Scope, keys: &[Key]) -> Option<&Node> {
        self.scope(scope)?.at(keys)
    }

    /// Every key sequence of `scope` with its commands, for help.
    pub fn bindings(&self, scope: Scope) -> Vec<(Vec<Key>, Vec<Bound>)> {
        let mut found = Vec::new();
        if let Some(node) = self.scope(scope) {
            node.leaves(&mut Vec::new(), &mut found);
        }
        found
    }

    /// The shortest keys that give `command` in `scope`, as text; for hints such as "E export".
    pub fn keys_of(&self, scope: Scope, command: Command) -> Option<String> {
        let keys = self.scope(scope)?.shortest(command)?;
        Some(keys.iter().rev().map(Key::to_string).collect())
    }
}

fn preset_binding((context, keys, command): (&str, &str, &str)) -> Binding {
    Binding {
        context: context.to_owned(),
        keys: keys.to_owned(),
        commands: vec![command.to_owned()],
        place: SafeText::from("newsboat"),
    }
}
