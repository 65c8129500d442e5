-- Copies and stories. All of it is derived but `separate`.
-- Members of a copy group (or a story) carry its number; the one that stands for it in a list has rank 0.
ALTER TABLE article ADD COLUMN grouped INTEGER NOT NULL DEFAULT 0;   -- the number of what grouped it, 0 when it is to be done
ALTER TABLE article ADD COLUMN copy_group INTEGER;
ALTER TABLE article ADD COLUMN copy_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN separate INTEGER NOT NULL DEFAULT 0;  -- the person's word: not a copy
ALTER TABLE article ADD COLUMN story INTEGER;
ALTER TABLE article ADD COLUMN story_rank INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN latest INTEGER;                       -- of rank 0 in a story: its newest date
CREATE INDEX article_ungrouped ON article (grouped, row);
CREATE INDEX article_by_copy_group ON article (copy_group) WHERE copy_group IS NOT NULL;
CREATE INDEX article_by_story ON article (story) WHERE story IS NOT NULL;
CREATE INDEX article_by_date_folded ON article (date DESC, row DESC)
    WHERE removed = 0 AND archived = 0 AND copy_rank = 0;
CREATE INDEX article_by_date_of_story ON article (coalesce(latest, date) DESC, row DESC)
    WHERE removed = 0 AND archived = 0 AND story_rank = 0;
CREATE INDEX identity_of_copies ON identity (article) WHERE copy = 1;

-- The id of a story is that of the article which founded it.
CREATE TABLE story (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE) STRICT;

-- By what copies find each other (text::signature). A band of a text that is no longer the article's is
-- looked at in vain and harms nobody.
CREATE TABLE band (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) STRICT, WITHOUT ROWID;
CREATE TABLE sketch (
    article INTEGER PRIMARY KEY,
    sample BLOB NOT NULL,
    words INTEGER NOT NULL,
    repeats INTEGER NOT NULL            -- whether it names another publication as its source
) STRICT;
