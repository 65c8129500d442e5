-- Where a person was. Nothing here is user data: it is written over, and lost without harm.
CREATE TABLE bookmark (
    kind TEXT NOT NULL,                 -- stopped, letter or jump
    name TEXT NOT NULL,                 -- the article's id, the letter, the number in the jump list
    article INTEGER NOT NULL REFERENCES article (row),
    hash TEXT NOT NULL,                 -- of the text that `at` counts in
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmark_by_article ON bookmark (article);
