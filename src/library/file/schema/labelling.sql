-- How far each annotator is with labelling an article: seen, skipped or done.
CREATE TABLE labelling (
    article INTEGER NOT NULL REFERENCES article (row),
    annotator TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (article, annotator)
) STRICT, WITHOUT ROWID;
