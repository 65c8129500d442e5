//! The house rules as tables: who may import whom, and where each capability of the outside world lives.
//!
//! The sources are read as text, comments and unit tests left out. A rule that does not hold is told
//! with file and line, so that breaking a layer is a decision and not an accident.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may name. `main.rs` is the program and may name `cli` alone.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("ingest", &["model", "text"]),
    ("facts", &["model", "text"]),
    ("anchor", &["model", "text"]),
    ("config", &["model", "text"]),
    ("query", &["model", "text", "facts"]),
    ("library", &["model", "text", "anchor"]),
    ("agreement", &["model"]),
    ("exchange", &["model", "text", "anchor"]),
    (
        "desk",
        &[
            "model",
            "text",
            "ingest",
            "facts",
            "anchor",
            "config",
            "query",
            "library",
            "agreement",
            "exchange",
        ],
    ),
    ("app", &["model", "text", "query", "config"]),
    ("driver", &["app", "desk", "model", "config"]),
    ("tui", &["app", "driver", "config", "text", "model"]),
    // `app` for its table of commands, which `keys` and `man` print.
    (
        "cli",
        &[
            "app", "desk", "driver", "tui", "config", "query", "text", "model",
        ],
    ),
];

/// A capability: the words that show its use, the places that may use it, and words that are no use of it.
struct Capability {
    name: &'static str,
    words: &'static [&'static str],
    only_in: &'static [&'static str],
    except: &'static [(&'static str, &'static str)],
}

const CAPABILITIES: &[Capability] = &[
    Capability {
        name: "drawing",
        words: &["ratatui::", "crossterm::", "ratatui_textarea::"],
        only_in: &["tui/"],
        // Geometry is computed, and the note editor's state kept, by the state machine.
        except: &[
            ("app/", "ratatui::layout::"),
            ("app/marks/editor", "ratatui_textarea::"),
        ],
    },
    Capability {
        name: "syntax colours",
        words: &["syntect::"],
        only_in: &["driver/highlight", "tui/theme"],
        except: &[],
    },
    Capability {
        name: "the database",
        words: &["rusqlite::"],
        only_in: &["library/"],
        except: &[],
    },
    Capability {
        name: "the network",
        words: &["std::net", "ureq::", "TcpStream", "UdpSocket"],
        only_in: &["ingest/fetch"],
        except: &[],
    },
    Capability {
        name: "writing files",
        words: &[
            "fs::write",
            "fs::rename",
            "fs::remove_",
            "fs::create_dir",
            "fs::copy",
            "fs::set_permissions",
            "File::create",
            "OpenOptions::new",
            "tempfile::",
        ],
        only_in: &["library/", "config/", "desk/", "driver/", "cli/"],
        except: &[],
    },
    Capability {
        name: "starting programs",
        words: &["process::Command", "Command::new"],
        only_in: &["driver/"],
        except: &[],
    },
    Capability {
        name: "confining a process",
        words: &["landlock::", "setrlimit", "rlimit::"],
        only_in: &["driver/worker/confine"],
        except: &[],
    },
    Capability {
        name: "the clock",
        words: &["Timestamp::now", "Zoned::now", "SystemTime", "Instant::now"],
        only_in: &["driver/", "cli/"],
        except: &[],
    },
    Capability {
        name: "chance",
        words: &["getrandom::", "rand::"],
        only_in: &["driver/", "cli/"],
        except: &[],
    },
];

/// One line of code of the crate.
struct Line {
    /// Relative to `src/`.
    file: String,
    number: usize,
    code: String,
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for file in sources() {
        let room = room(&file.name);
        let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == room);
        for (number, name) in named_rooms(&file.code()) {
            let fine = match (room, allowed) {
                ("lib.rs", _) => true,
                (_, Some((_, rooms))) => name == room || rooms.contains(&name.as_str()),
                (_, None) => false,
            };
            if !fine {
                wrong.push(format!("src/{}:{number} names crate::{name}", file.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_room_stands_in_the_table() {
    let rooms = fs::read_dir(root()).unwrap().filter_map(|entry| {
        let entry = entry.unwrap();
        entry
            .path()
            .is_dir()
            .then(|| entry.file_name().to_string_lossy().into_owned())
    });
    for room in rooms {
        assert!(
            MAY_IMPORT.iter().any(|(name, _)| *name == room),
            "src/{room} is in no table"
        );
    }
}

#[test]
fn the_outside_world_is_used_only_where_it_belongs() {
    let lines: Vec<Line> = sources().iter().flat_map(Source::lines).collect();
    let mut wrong = Vec::new();
    for capability in CAPABILITIES {
        for line in &lines {
            let used = capability.words.iter().any(|word| uses(&line.code, word));
            let at_home = capability
                .only_in
                .iter()
                .any(|place| line.file.starts_with(place));
            let excepted = capability
                .except
                .iter()
                .any(|(place, word)| line.file.starts_with(place) && line.code.contains(word));
            if used && !at_home && !excepted {
                wrong.push(format!(
                    "src/{}:{} uses {}: {}",
                    line.file,
                    line.number,
                    capability.name,
                    line.code.trim()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_scanner_sees_what_it_is_meant_to_see() {
    let code = "use crate::{\n    model::Span,\n    text::{width, words},\n};\nlet x = crate::facts::scan();\n";
    let names: Vec<String> = named_rooms(code)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["model", "text", "facts"]);
    assert!(uses("std::fs::write(path)", "fs::write"));
    assert!(!uses("let operand::x", "rand::"));
}

/// A source file.
struct Source {
    /// Relative to `src/`, with `/`.
    name: String,
    text: String,
}

impl Source {
    /// Its lines without comments and without the unit tests at its end, with their numbers.
    fn lines(&self) -> Vec<Line> {
        let code = self.text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
        code.lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(at, line)| Line {
                file: self.name.clone(),
                number: at + 1,
                code: line.to_owned(),
            })
            .collect()
    }

    /// Its code with comment lines empty, so that line numbers stay.
    fn code(&self) -> String {
        let mut code = String::new();
        let mut next = 1;
        for line in self.lines() {
            while next <= line.number {
                code.push('\n');
                next += 1;
            }
            code.truncate(code.len() - 1);
            code.push_str(&line.code);
            code.push('\n');
        }
        code
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file but the unit tests that have a file of their own.
fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
            if path.is_dir() && !is_test {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy();
                found.push(Source {
                    name: name.replace('\\', "/"),
                    text: fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}

/// The first folder of a source file, or the file itself at the top.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file)
}

/// The rooms that code names after `crate::`, alone or in braces, with line numbers.
fn named_rooms(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let number = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (inside, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && !c.is_whitespace() => {
                        found.push((number, word(&group[inside..])));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            found.push((number, word(rest)));
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// Whether `code` holds `word` at the beginning of a word.
fn uses(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        !code[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
