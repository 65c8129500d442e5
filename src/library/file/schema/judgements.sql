-- Judgements of facts. They are annotations like others, in the same table: what differs is why they were made.
ALTER TABLE annotation ADD COLUMN motivation TEXT NOT NULL DEFAULT 'commenting';
ALTER TABLE annotation ADD COLUMN fact TEXT;                            -- the judged fact, JSON
-- `notes` counts the commenting ones, `judgements` all others.
ALTER TABLE article ADD COLUMN judgements INTEGER NOT NULL DEFAULT 0;
CREATE INDEX annotation_that_judges ON annotation (article) WHERE motivation <> 'commenting';
-- `compared` is 2 where facts were judged since: its relations are to be made again at once.
CREATE INDEX article_judged ON article (row) WHERE compared = 2;
