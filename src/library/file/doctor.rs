//! Is the library whole? Nothing is repaired here; what is wrong is said, one line each.

use crate::library::Library;
use crate::library::changes::replay::UserData;
use crate::library::error::LibraryError;
use crate::library::marks::place::text_of;

/// What must hold between tables; each query counts the rows where it does not.
const INVARIANTS: &[(&str, &str)] = &[
    (
        "articles whose count of notes is wrong",
        "SELECT count(*) FROM article a WHERE a.notes <>
         (SELECT count(*) FROM annotation n WHERE n.article = a.id AND n.motivation = 'commenting')",
    ),
    (
        "articles whose count of judgements is wrong",
        "SELECT count(*) FROM article a WHERE a.judgements <>
         (SELECT count(*) FROM annotation n WHERE n.article = a.id AND n.motivation <> 'commenting')",
    ),
    (
        "pairs with a ruling that is not there",
        "SELECT count(*) FROM relation r WHERE r.ruling IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM link l JOIN annotation f ON f.id = l.\"from\" JOIN annotation t ON t.id = l.\"to\" WHERE l.id = r.ruling)",
    ),
    (
        "articles missing from the index of names",
        "SELECT count(*) FROM article a WHERE a.title <> '' AND NOT EXISTS (SELECT 1 FROM name_index i WHERE i.rowid = a.row)",
    ),
    (
        "notes missing from the search index",
        "SELECT count(*) FROM annotation n WHERE NOT EXISTS (SELECT 1 FROM note_index i WHERE i.rowid = n.row)",
    ),
    (
        "articles without an identity",
        "SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM identity i WHERE i.article = a.row)",
    ),
    (
        "articles whose newest version is not their text",
        "SELECT count(*) FROM article a WHERE a.version IS NOT (SELECT r.version FROM revision r
         WHERE r.article = a.row ORDER BY r.number DESC LIMIT 1)",
    ),
    (
        "versions whose original bytes are missing",
        "SELECT count(*) FROM version v JOIN body b ON b.version = v.row
         WHERE v.original IS NOT NULL AND NOT EXISTS (SELECT 1 FROM original o WHERE o.hash = v.original)",
    ),
    (
        "entries whose page is here and whose bytes are missing",
        "SELECT count(*) FROM full_text f WHERE NOT EXISTS (SELECT 1 FROM original o WHERE o.hash = f.entry)",
    ),
    (
        "sources whose count of articles is wrong",
        "SELECT count(*) FROM source s LEFT JOIN source_count c ON c.source = s.row
         WHERE (coalesce(c.articles, 0), coalesce(c.unread, 0), coalesce(c.listed, 0), coalesce(c.starred, 0),
                coalesce(c.archived, 0), coalesce(c.snoozed, 0)) <>
               (SELECT count(*), coalesce(sum(read = 0 AND archived = 0 AND hidden = 0), 0),
                       coalesce(sum(archived = 0 AND hidden = 0), 0),
                       coalesce(sum(starred = 1 AND archived = 0 AND hidden = 0), 0), coalesce(sum(archived = 1), 0),
                       coalesce(sum(hidden = 1 AND archived = 0), 0)
                FROM article a WHERE a.source = s.row AND a.removed = 0)",
    ),
];

impl Library {
    /// Reads the whole file and tells what is wrong with it, one line each; nothing when all is well.
    ///
    /// # Errors
    /// When the file cannot even be read.
    pub fn doctor(&self) -> Result<Vec<String>, LibraryError> {
        let mut problems = Vec::new();
        let mut check = self.connection.prepare("PRAGMA integrity_check")?;
        for line in check.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                problems.push(format!("file: {}", line.replace('\n', " ")));
            }
        }
        let mut check = self.connection.prepare("PRAGMA foreign_key_check")?;
        for table in check.query_map([], |row| row.get::<_, String>(0))? {
            problems.push(format!("{}: a row refers to one that is not there", table?));
        }
        for (what, sql) in INVARIANTS {
            let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
            if count > 0 {
                problems.push(format!("{count} {what}"));
            }
        }
        match crate::library::list::runs::miscounted(&self.connection)? {
            0 => {}
            count => problems.push(format!("{count} runs of the list whose count is wrong")),
        }
        self.check_texts(&mut problems)?;
        self.check_log(&mut problems)?;
        Ok(problems)
    }

    /// Every kept text unfolds, and is the one its version names.
    fn check_texts(&self, problems: &mut Vec<String>) -> Result<(), LibraryError> {
        let mut texts = self.connection.prepare(
            "SELECT v.hash, b.text, a.id FROM version v JOIN body b ON b.version = v.row JOIN article a ON a.row = v.article",
        )?;
        let mut rows = texts.query([])?;
        while let Some(row) = rows.next()? {
            let hash: String = row.get(0)?;
            let whole = text_of(row.get(1)?).is_ok_and(|text| {
                crate::library::articles::compress::hash(text.as_bytes()) == hash
            });
            if !whole {
                problems.push(format!(
                    "article {}: its text is damaged",
                    row.get::<_, String>(2)?
                ));
            }
        }
        Ok(())
    }

    /// The user data is what the log makes of nothing.
    fn check_log(&self, problems: &mut Vec<String>) -> Result<(), LibraryError> {
        let stored = UserData::stored(&self.connection)?;
        let replayed = match UserData::replayed(&self.connection) {
            Ok(replayed) => replayed,
            Err(error) => {
                problems.push(error.to_string());
                return Ok(());
            }
        };
        for (what, same) in [
            (
                "notes and judgements",
                stored.annotations == replayed.annotations,
            ),
            ("links and rulings", stored.links == replayed.links),
            ("reading states", stored.states == replayed.states),
            ("tags", stored.tags == replayed.tags),
            ("removals", stored.removed == replayed.removed),
            ("sources", stored.sources == replayed.sources),
            ("saved searches", stored.searches == replayed.searches),
            (
                "states of labelling",
                stored.labelling == replayed.labelling,
            ),
            ("words on copies", stored.separate == replayed.separate),
        ] {
            if !same {
                problems.push(format!("{what} differ from what the change log says"));
            }
        }
        Ok(())
    }
}
