-- Shorter keys, and each of them once. All of it is derived; foreign keys are not looked after while a step is taken.

-- A term is found by its folded words: terms that fold alike stand side by side there.
CREATE TABLE term_now (row INTEGER PRIMARY KEY, folded TEXT NOT NULL, name TEXT NOT NULL) STRICT;
INSERT INTO term_now (row, folded, name) SELECT row, folded, name FROM term;
DROP TABLE term;
ALTER TABLE term_now RENAME TO term;
CREATE INDEX term_by_words ON term (folded);

-- The columns of facts and the names refer to terms that are never taken away while they are spoken of.
CREATE TABLE figure_now (
    article INTEGER NOT NULL,
    fact INTEGER NOT NULL,              -- its index in the body's facts
    kind INTEGER NOT NULL,              -- its index in FactKind::ALL
    unit INTEGER,                       -- this and the next two: rows of terms
    subject INTEGER,
    metric INTEGER,
    low REAL,                           -- the least bound that the text gives, near enough to find and sort by
    high REAL,                          -- the greatest
    first INTEGER,                      -- the days of its date or period, counted from 1970-01-01
    last INTEGER,
    PRIMARY KEY (article, fact)
) STRICT, WITHOUT ROWID;
INSERT INTO figure_now (article, fact, kind, unit, subject, metric, low, high, first, last)
    SELECT article, fact, kind, unit, subject, metric, low, high, first, last FROM figure;
DROP TABLE figure;
ALTER TABLE figure_now RENAME TO figure;
CREATE TABLE mention_now (
    article INTEGER NOT NULL,
    name INTEGER NOT NULL,              -- the row of a term
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
INSERT INTO mention_now (article, name) SELECT article, name FROM mention;
DROP TABLE mention;
ALTER TABLE mention_now RENAME TO mention;

-- A bucket is a number made of its words. An article is in the buckets of its testimony, unless it was put into others.
CREATE TABLE gathered (article INTEGER PRIMARY KEY, keys TEXT NOT NULL) STRICT;
INSERT INTO gathered (article, keys)
    SELECT article, group_concat(number(key), ' ') FROM bucket
    WHERE article NOT IN (SELECT article FROM testimony) OR article IN (SELECT row FROM article WHERE judgements > 0)
    GROUP BY article;
CREATE TABLE bucket_now (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO bucket_now (key, article) SELECT number(key), article FROM bucket ORDER BY 1, 2;
DROP TABLE bucket;
ALTER TABLE bucket_now RENAME TO bucket;

-- A version is found by the beginning of its hash, or by its article; it is stored before the row of a new article.
CREATE TABLE version_now (
    row INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    hash TEXT NOT NULL,
    pipeline INTEGER NOT NULL,
    made INTEGER NOT NULL,
    original TEXT                       -- hash of the bytes; NULL when they are the text itself
) STRICT;
INSERT INTO version_now (row, article, hash, pipeline, made, original)
    SELECT row, article, hash, pipeline, made, original FROM version;
DROP TABLE version;
ALTER TABLE version_now RENAME TO version;
CREATE INDEX version_by_article ON version (article);
CREATE INDEX version_by_hash ON version (substr(hash, 1, 8));
CREATE INDEX version_by_original ON version (original) WHERE original IS NOT NULL;

-- Who stores an article knows the name that its row tells; others are helped.
DROP TRIGGER article_named_by_source;
CREATE TRIGGER article_named_by_source AFTER INSERT ON article WHEN new.outlet = '' BEGIN
    UPDATE article SET outlet = coalesce(new.site, (SELECT coalesce(given, name) FROM source s WHERE s.row = new.source), '')
    WHERE row = new.row;
END;

-- The words of some thousand articles become one piece of the index.
INSERT INTO text_index (text_index, rank) VALUES ('hashsize', 8388608);
