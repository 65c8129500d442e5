-- A pair says where its two facts stand and what came of comparing them; its words are read from the two bodies. Pairs
-- are derived: the next comparison makes them again.
DROP TABLE relation;
CREATE TABLE relation (
    row INTEGER PRIMARY KEY,
    a INTEGER NOT NULL REFERENCES article (row),
    b INTEGER NOT NULL REFERENCES article (row),
    kind INTEGER NOT NULL,              -- its place in RelationKind::ALL; 1 is a disagreement
    grade INTEGER NOT NULL,             -- its place in Grade::ALL; 0 is firm
    independent INTEGER NOT NULL,
    fact INTEGER NOT NULL,              -- what kind of facts they are: its place in FactKind::ALL
    start_a INTEGER NOT NULL,
    length_a INTEGER NOT NULL,
    start_b INTEGER NOT NULL,
    length_b INTEGER NOT NULL,
    why INTEGER NOT NULL REFERENCES reason (row),
    date INTEGER,                       -- of a disagreement: when the newer of the two was published
    ruling TEXT                         -- the id of the ruling on it
) STRICT;
CREATE INDEX relation_by_a ON relation (a);
CREATE INDEX relation_by_b ON relation (b);
CREATE INDEX relation_disagreements ON relation (date) WHERE kind = 1;

-- Reasons in words, each once; one that begins with a sign goes on after what the two facts share.
CREATE TABLE reason (row INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
UPDATE article SET compared = 0, disagreements = 0 WHERE compared > 0;
