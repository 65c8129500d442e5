-- What a person calls the versions of an article: numbered from 1, the highest is the present text. A text that
-- was only read anew, or whose page changed around it, takes the place of the one before in the same row.
CREATE TABLE revision (
    article INTEGER NOT NULL REFERENCES article (row),
    number INTEGER NOT NULL,
    version INTEGER NOT NULL REFERENCES version (row),
    came INTEGER NOT NULL,
    seen INTEGER,                       -- when the person had it on the screen
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_by_version ON revision (version);

-- Until now the versions were not numbered: those read from the same bytes are one. What was read and has not
-- changed since was seen, and so was what stood before a change.
INSERT INTO revision (article, number, version, came, seen)
SELECT v.article, row_number() OVER (PARTITION BY v.article ORDER BY v.row = a.version, v.row), v.row, v.made,
       CASE WHEN a.read AND (a.updated = 0 OR v.row <> a.version) THEN v.made END
FROM version v JOIN article a ON a.row = v.article
WHERE v.row = a.version
   OR v.row IN (SELECT max(o.row) FROM version o JOIN article b ON b.row = o.article
                WHERE coalesce(o.original, o.hash) IS NOT
                      (SELECT coalesce(c.original, c.hash) FROM version c WHERE c.row = b.version)
                GROUP BY o.article, coalesce(o.original, o.hash));
