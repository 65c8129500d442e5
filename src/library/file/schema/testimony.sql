-- What makes comparing and grouping cheap. All of it is derived.

-- What an article says that others may say too, packed (model::testimony); found by the buckets of its figures. An article
-- stored before has none until it meets another one, and is read whole then.
CREATE TABLE testimony (article INTEGER PRIMARY KEY, said BLOB NOT NULL) STRICT;

-- What an article is about, as facts::story tells it; NULL when that was not asked yet.
ALTER TABLE sketch ADD COLUMN about BLOB;

-- Disagreements are counted from the indexes alone.
DROP INDEX relation_by_a;
DROP INDEX relation_by_b;
CREATE INDEX relation_by_a ON relation (a, kind, start_a, ruling);
CREATE INDEX relation_by_b ON relation (b, kind, start_b, ruling);
