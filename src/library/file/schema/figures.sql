-- Derived: what the facts of the current texts say, in columns, so that a query can ask for them and the
-- ledger can sort by them. The words and the whole value stand in the body.

-- A unit, a subject, a metric or a name, once; `folded` is its words as the search index folds them.
CREATE TABLE term (row INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL) STRICT;
CREATE INDEX term_by_words ON term (folded);

CREATE TABLE figure (
    article INTEGER NOT NULL REFERENCES article (row),
    fact INTEGER NOT NULL,              -- its index in the body's facts
    kind INTEGER NOT NULL,              -- its index in FactKind::ALL
    unit INTEGER REFERENCES term (row),
    subject INTEGER REFERENCES term (row),
    metric INTEGER REFERENCES term (row),
    low REAL,                           -- the least bound that the text gives, near enough to find and sort by
    high REAL,                          -- the greatest
    first INTEGER,                      -- the days of its date or period, counted from 1970-01-01
    last INTEGER,
    PRIMARY KEY (article, fact)
) STRICT, WITHOUT ROWID;

-- The names in an article's text, in the form that is the same in every article.
CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article (row),
    name INTEGER NOT NULL REFERENCES term (row),
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
