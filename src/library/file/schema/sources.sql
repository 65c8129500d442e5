-- Sources in folders with what a person says about them, and searches kept under a name.

-- `name` is what a source calls itself, `given` the name a person gave it: lists show that one where there is one.
ALTER TABLE source ADD COLUMN given TEXT;
ALTER TABLE source ADD COLUMN folder TEXT NOT NULL DEFAULT ''; -- a path such as News/Tech; empty at the top
ALTER TABLE source ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN page TEXT;                       -- the address of the site that a feed is about
CREATE INDEX source_muted ON source (row) WHERE muted = 1;

CREATE TABLE source_tag (
    source INTEGER NOT NULL REFERENCES source (row),
    name TEXT NOT NULL,
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_tag_by_name ON source_tag (name, source);

CREATE TABLE saved_search (name TEXT PRIMARY KEY, query TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Derived: how many articles of a source are shown and how many of them are unread and not archived. Kept by
-- triggers, so that the view of sources costs what the sources are and never a scan of the articles.
CREATE TABLE source_count (
    source INTEGER PRIMARY KEY REFERENCES source (row),
    articles INTEGER NOT NULL,
    unread INTEGER NOT NULL
) STRICT;
INSERT INTO source_count
    SELECT source, count(*), sum(read = 0 AND archived = 0) FROM article WHERE removed = 0 GROUP BY source;

CREATE TRIGGER article_counted AFTER INSERT ON article WHEN new.removed = 0 BEGIN
    INSERT INTO source_count VALUES (new.source, 1, new.read = 0 AND new.archived = 0)
    ON CONFLICT (source) DO UPDATE SET articles = articles + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER article_uncounted AFTER DELETE ON article WHEN old.removed = 0 BEGIN
    UPDATE source_count SET articles = articles - 1, unread = unread - (old.read = 0 AND old.archived = 0)
    WHERE source = old.source;
END;
CREATE TRIGGER article_recounted AFTER UPDATE OF source, read, archived, removed ON article BEGIN
    UPDATE source_count SET articles = articles - (old.removed = 0),
        unread = unread - (old.removed = 0 AND old.read = 0 AND old.archived = 0)
    WHERE source = old.source;
    INSERT INTO source_count
        VALUES (new.source, new.removed = 0, new.removed = 0 AND new.read = 0 AND new.archived = 0)
    ON CONFLICT (source) DO UPDATE SET articles = articles + excluded.articles, unread = unread + excluded.unread;
END;
