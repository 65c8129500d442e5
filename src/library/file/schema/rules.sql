-- Articles that a rule keeps out of the list: `hidden` is 2, and the name of the rule stands here.
ALTER TABLE article ADD COLUMN hidden_by TEXT;
CREATE INDEX article_hidden_by_rule ON article (row) WHERE hidden = 2;
-- Rules are for what comes in: up to this row everything was there before, or went through them.
INSERT OR REPLACE INTO meta SELECT 'ruled', coalesce(max(row), 0) FROM article;
