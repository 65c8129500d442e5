-- What comes last is put at the end of an index, whose pages are full then; at its beginning they stay half empty.
DROP INDEX article_by_date;
DROP INDEX article_by_date_folded;
DROP INDEX article_by_date_of_story;
CREATE INDEX article_by_date ON article (date, row) WHERE removed = 0 AND archived = 0 AND hidden = 0;
CREATE INDEX article_by_date_folded ON article (date, row)
    WHERE removed = 0 AND archived = 0 AND hidden = 0 AND copy_rank = 0;
CREATE INDEX article_by_date_of_story ON article (coalesce(latest, date), row, story_rank)
    WHERE removed = 0 AND archived = 0 AND hidden = 0;

-- A file is found by its path alone.
DROP INDEX file_by_source;

-- So many pieces of the index of texts wait for each other: a few are as quickly asked as one, and each merging writes
-- their words once more. Sixteen are merged bit by bit as more come, never all at once in somebody's transaction.
INSERT INTO text_index (text_index, rank) VALUES ('usermerge', 8);
INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 64);
