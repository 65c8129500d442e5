-- Articles that rest out of sight.
ALTER TABLE article ADD COLUMN snooze INTEGER;                     -- the person's word: until this second, or -1 until the story goes on
ALTER TABLE article ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;  -- derived: 1 while that holds
CREATE INDEX article_resting ON article (snooze) WHERE hidden = 1;

-- A list is read from an index that holds no article out of sight.
DROP INDEX article_by_date;
DROP INDEX article_by_date_folded;
DROP INDEX article_by_date_of_story;
CREATE INDEX article_by_date ON article (date DESC, row DESC) WHERE removed = 0 AND archived = 0 AND hidden = 0;
CREATE INDEX article_by_date_folded ON article (date DESC, row DESC)
    WHERE removed = 0 AND archived = 0 AND hidden = 0 AND copy_rank = 0;
CREATE INDEX article_by_date_of_story ON article (coalesce(latest, date) DESC, row DESC)
    WHERE removed = 0 AND archived = 0 AND hidden = 0 AND story_rank = 0;

-- What is out of sight is not counted as unread.
DROP TRIGGER article_counted;
DROP TRIGGER article_uncounted;
DROP TRIGGER article_recounted;
CREATE TRIGGER article_counted AFTER INSERT ON article WHEN new.removed = 0 BEGIN
    INSERT INTO source_count VALUES (new.source, 1, new.read = 0 AND new.archived = 0 AND new.hidden = 0)
    ON CONFLICT (source) DO UPDATE SET articles = articles + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER article_uncounted AFTER DELETE ON article WHEN old.removed = 0 BEGIN
    UPDATE source_count SET articles = articles - 1,
        unread = unread - (old.read = 0 AND old.archived = 0 AND old.hidden = 0)
    WHERE source = old.source;
END;
CREATE TRIGGER article_recounted AFTER UPDATE OF source, read, archived, removed, hidden ON article BEGIN
    UPDATE source_count SET articles = articles - (old.removed = 0),
        unread = unread - (old.removed = 0 AND old.read = 0 AND old.archived = 0 AND old.hidden = 0)
    WHERE source = old.source;
    INSERT INTO source_count VALUES (new.source, new.removed = 0,
        new.removed = 0 AND new.read = 0 AND new.archived = 0 AND new.hidden = 0)
    ON CONFLICT (source) DO UPDATE SET articles = articles + excluded.articles, unread = unread + excluded.unread;
END;
