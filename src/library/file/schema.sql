-- The library's first schema. Later ones are steps after it (see schema.rs); this file does not change.
-- Times are seconds since 1970 where a list sorts by them, RFC 3339 text where a person's words carry them.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    location TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row an article, numbered by arrival: what a list shows, so that a page of it is a page of rows.
CREATE TABLE article (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES source (row),
    version INTEGER REFERENCES version (row),
    title TEXT NOT NULL,
    site TEXT,
    byline TEXT,
    language TEXT,
    url TEXT,
    published INTEGER,
    day_only INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL,
    date INTEGER NOT NULL,              -- published, else added
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    archived INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0, -- a newer text replaced the one first read
    removed INTEGER NOT NULL DEFAULT 0, -- 1 hidden with its source, 2 hidden by itself
    facts INTEGER NOT NULL DEFAULT 0,
    notes INTEGER NOT NULL DEFAULT 0,
    disagreements INTEGER NOT NULL DEFAULT 0,
    tables INTEGER NOT NULL DEFAULT 0,
    code INTEGER NOT NULL DEFAULT 0,
    compared INTEGER NOT NULL DEFAULT 0 -- whether its relations are up to date
) STRICT;
CREATE INDEX article_by_date ON article (date DESC, row DESC) WHERE removed = 0 AND archived = 0;
CREATE INDEX article_by_source ON article (source, read) WHERE removed = 0;
CREATE INDEX article_uncompared ON article (row) WHERE compared = 0;

-- By what an article is recognised when it comes again. A copy's name leads to the article it copies.
CREATE TABLE identity (
    name TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (row),
    copy INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_by_article ON identity (article);

-- What a file looked like when it was last read: the same again is skipped without reading.
CREATE TABLE file (
    path TEXT PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (row),
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    pipeline INTEGER NOT NULL,
    article INTEGER REFERENCES article (row) -- the first one that was in it
) STRICT, WITHOUT ROWID;
CREATE INDEX file_by_source ON file (source);

CREATE TABLE version (
    row INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (row),
    hash TEXT NOT NULL,
    pipeline INTEGER NOT NULL,
    made INTEGER NOT NULL,
    original TEXT,                      -- hash of the bytes; NULL when they are the text itself
    UNIQUE (article, hash, pipeline)
) STRICT;
CREATE INDEX version_by_hash ON version (hash);
CREATE INDEX version_by_original ON version (original);

-- Compressed: the text, its structure, and the facts found by engine number `engine`.
CREATE TABLE body (
    version INTEGER PRIMARY KEY REFERENCES version (row),
    text BLOB NOT NULL,
    structure BLOB NOT NULL,
    facts BLOB NOT NULL,
    engine INTEGER NOT NULL
) STRICT;

CREATE TABLE original (row INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;

CREATE TABLE article_tag (
    article INTEGER NOT NULL REFERENCES article (row),
    name TEXT NOT NULL,
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_by_name ON article_tag (name, article);

-- A mark refers to the article's public id, never to its row.
CREATE TABLE annotation (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id),
    hash TEXT,
    pipeline INTEGER,
    start INTEGER,
    "end" INTEGER,
    quote TEXT,
    prefix TEXT,
    suffix TEXT,
    label TEXT,
    verdict TEXT,
    note TEXT NOT NULL,
    annotator TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_by_article ON annotation (article);

CREATE TABLE annotation_tag (
    annotation INTEGER NOT NULL REFERENCES annotation (row) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (annotation, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_tag_by_name ON annotation_tag (name, annotation);

-- Derived: where a mark stands in the current text when that is not the text it was made on.
CREATE TABLE placement (
    annotation INTEGER PRIMARY KEY REFERENCES annotation (row) ON DELETE CASCADE,
    state TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER
) STRICT;

-- The log of all user data: append only. `kind` is do, undo or redo; the last two name a group.
CREATE TABLE change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    "group" TEXT NOT NULL,
    instance TEXT NOT NULL,
    annotator TEXT NOT NULL,
    at TEXT NOT NULL,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    action TEXT,
    inverse TEXT
) STRICT;
CREATE INDEX change_by_group ON change ("group", number);
CREATE INDEX change_by_instance ON change (instance, number);

-- Derived from the log: what each change touched, and which groups stand or are taken back.
CREATE TABLE touched (object TEXT NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (object, change)) STRICT, WITHOUT ROWID;
CREATE INDEX touched_by_change ON touched (change);
CREATE TABLE undo_group (
    id TEXT PRIMARY KEY,
    annotator TEXT NOT NULL,
    instance TEXT NOT NULL,
    number INTEGER NOT NULL,            -- its newest change
    undone INTEGER                      -- the log entry that took it back
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_group_newest ON undo_group (annotator, undone, number);

CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Derived: comparison keys, and what the comparison said. A pair stands once and is read from both sides.
CREATE TABLE bucket (
    key TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article (row),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX bucket_by_article ON bucket (article);
CREATE TABLE relation (
    row INTEGER PRIMARY KEY,
    a INTEGER NOT NULL REFERENCES article (row),
    b INTEGER NOT NULL REFERENCES article (row),
    kind TEXT NOT NULL,
    start_a INTEGER NOT NULL,
    start_b INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX relation_by_a ON relation (a, kind);
CREATE INDEX relation_by_b ON relation (b, kind);

-- Search. The words come folded and cut from text::tokens, parted by spaces; `ascii` only splits there.
CREATE VIRTUAL TABLE text_index USING fts5 (
    body, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE name_index USING fts5 (
    title, site, author, source, tags, content = '', contentless_delete = 1, prefix = '1 2', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE note_index USING fts5 (
    note, content = '', contentless_delete = 1, tokenize = 'ascii'
);
