-- Judgements of facts. They are annotations like others, in the same table: what differs is why they were made.
ALTER TABLE annotation ADD COLUMN motivation TEXT NOT NULL DEFAULT 'commenting';
ALTER TABLE annotation ADD COLUMN fact TEXT;                            -- the judged fact, JSON
-- `notes` counts the commenting ones, `judgements` all others.
ALTER TABLE article ADD COLUMN judgements INTEGER NOT NULL DEFAULT 0;
CREATE INDEX annotation_that_judges ON annotation (article) WHERE motivation <> 'commenting';
