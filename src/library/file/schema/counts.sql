-- Derived: what of a source is listed, starred, archived and snoozed, beside what was counted of it before. What stands
-- in the archive, rests or is kept out by a rule is counted as a list counts it.
ALTER TABLE source_count ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source_count ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source_count ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source_count ADD COLUMN snoozed INTEGER NOT NULL DEFAULT 0;

DROP TRIGGER article_counted;
DROP TRIGGER article_uncounted;
DROP TRIGGER article_recounted;
CREATE TRIGGER article_counted AFTER INSERT ON article WHEN new.removed = 0 BEGIN
    INSERT OR IGNORE INTO source_count (source, articles, unread) VALUES (new.source, 0, 0);
    UPDATE source_count SET articles = articles + 1,
        listed = listed + (new.archived = 0 AND new.hidden = 0),
        unread = unread + (new.read = 0 AND new.archived = 0 AND new.hidden = 0),
        starred = starred + (new.starred = 1 AND new.archived = 0 AND new.hidden = 0),
        archived = archived + (new.archived = 1),
        snoozed = snoozed + (new.hidden = 1 AND new.archived = 0)
    WHERE source = new.source;
END;
CREATE TRIGGER article_uncounted AFTER DELETE ON article WHEN old.removed = 0 BEGIN
    UPDATE source_count SET articles = articles - 1,
        listed = listed - (old.archived = 0 AND old.hidden = 0),
        unread = unread - (old.read = 0 AND old.archived = 0 AND old.hidden = 0),
        starred = starred - (old.starred = 1 AND old.archived = 0 AND old.hidden = 0),
        archived = archived - (old.archived = 1),
        snoozed = snoozed - (old.hidden = 1 AND old.archived = 0)
    WHERE source = old.source;
END;
CREATE TRIGGER article_recounted AFTER UPDATE OF source, read, starred, archived, removed, hidden ON article
WHEN (old.source, old.read, old.starred, old.archived, old.removed, old.hidden)
    IS NOT (new.source, new.read, new.starred, new.archived, new.removed, new.hidden)
BEGIN
    INSERT OR IGNORE INTO source_count (source, articles, unread) VALUES (new.source, 0, 0);
    UPDATE source_count SET articles = articles - 1,
        listed = listed - (old.archived = 0 AND old.hidden = 0),
        unread = unread - (old.read = 0 AND old.archived = 0 AND old.hidden = 0),
        starred = starred - (old.starred = 1 AND old.archived = 0 AND old.hidden = 0),
        archived = archived - (old.archived = 1),
        snoozed = snoozed - (old.hidden = 1 AND old.archived = 0)
    WHERE source = old.source AND old.removed = 0;
    UPDATE source_count SET articles = articles + 1,
        listed = listed + (new.archived = 0 AND new.hidden = 0),
        unread = unread + (new.read = 0 AND new.archived = 0 AND new.hidden = 0),
        starred = starred + (new.starred = 1 AND new.archived = 0 AND new.hidden = 0),
        archived = archived + (new.archived = 1),
        snoozed = snoozed + (new.hidden = 1 AND new.archived = 0)
    WHERE source = new.source AND new.removed = 0;
END;

