-- Bodies are compressed by what they have in common with others of their source. What was stored before has no
-- dictionary. A dictionary is never changed.
CREATE TABLE dictionary (
    source INTEGER PRIMARY KEY REFERENCES source (row),
    text BLOB NOT NULL,
    structure BLOB NOT NULL,
    facts BLOB NOT NULL
) STRICT;
ALTER TABLE body RENAME TO packed;
ALTER TABLE packed ADD COLUMN dictionary INTEGER REFERENCES dictionary (source);

-- Bodies as they are read. The function is the library's own.
CREATE VIEW body AS SELECT version, engine,
    unfolded(text, (SELECT d.text FROM dictionary d WHERE d.source = packed.dictionary)) AS text,
    unfolded(structure, (SELECT d.structure FROM dictionary d WHERE d.source = packed.dictionary)) AS structure,
    unfolded(facts, (SELECT d.facts FROM dictionary d WHERE d.source = packed.dictionary)) AS facts
FROM packed;
