-- Full text: entries of feeds that only begin their article, and how it stands with their pages. Nothing here is the
-- person's own.
CREATE TABLE full_text (
    article INTEGER PRIMARY KEY REFERENCES article (row),
    source INTEGER NOT NULL REFERENCES source (row), -- the feed that gave the entry
    said TEXT NOT NULL,                 -- hash of what the entry says: the same again is nothing new
    entry TEXT NOT NULL,                -- its bytes in `original`: title, author and date come from there
    address TEXT NOT NULL,              -- of its page
    here INTEGER NOT NULL DEFAULT 0,    -- whether the article's text is the page's
    due INTEGER,                        -- the page is asked for at the first fetch after this; NULL: not any more
    tried INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    error TEXT                          -- why the page is not here
) STRICT;
CREATE INDEX full_text_due ON full_text (source, due) WHERE due IS NOT NULL;
CREATE INDEX full_text_by_entry ON full_text (entry);
