-- Derived from the log: when an article was marked as read, in seconds since 1970; NULL while it is unread.
ALTER TABLE article ADD COLUMN read_at INTEGER;
UPDATE article SET read_at = (
    SELECT max(unixepoch(c.at)) FROM touched t JOIN change c ON c.number = t.change WHERE t.object = 'read:' || article.id)
WHERE read = 1;
CREATE INDEX article_by_reading ON article (read_at DESC) WHERE read_at IS NOT NULL;
