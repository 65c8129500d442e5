-- Links between annotations: how claims stand to each other, and rulings on pairs of facts. They name annotations and
-- refer to no row: a link whose end was deleted rests until the deletion is taken back.
CREATE TABLE link (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    relation TEXT NOT NULL,
    note TEXT NOT NULL,
    annotator TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
) STRICT;
CREATE INDEX link_by_from ON link ("from");
CREATE INDEX link_by_to ON link ("to");

-- Derived: the id of the ruling on a pair, found by where the ends of the ruling stand now.
ALTER TABLE relation ADD COLUMN ruling TEXT;
