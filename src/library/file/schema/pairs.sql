-- How firm a pair is and when the newer of its two articles was published, in columns: the disagreements of the whole
-- library are read by window, newest first. Pairs are derived; those of before are made again.
DELETE FROM relation;
ALTER TABLE relation ADD COLUMN grade TEXT NOT NULL DEFAULT '';
ALTER TABLE relation ADD COLUMN date INTEGER NOT NULL DEFAULT 0;
CREATE INDEX relation_disagreements ON relation (date) WHERE kind = 'disagrees';
UPDATE article SET compared = 0, disagreements = 0;
