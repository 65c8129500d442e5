-- By what stories are found. All of it is derived: articles of before are grouped again.

-- How many articles tell a name or a word, by its number (facts::story); under -1 all that were counted.
CREATE TABLE told (term INTEGER PRIMARY KEY, articles INTEGER NOT NULL) STRICT;

-- The weightiest names of articles. What a text that is no longer the article's named is looked at in vain and harms nobody.
CREATE TABLE bearer (
    name INTEGER NOT NULL,
    article INTEGER NOT NULL,
    about INTEGER NOT NULL,             -- whether the article is about it
    PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;

-- Every grouped article has a sketch, an empty one if its text is too short to be copied.
ALTER TABLE sketch DROP COLUMN about;
ALTER TABLE sketch ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;   -- whether it is counted in `told`
