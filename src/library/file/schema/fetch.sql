-- Fetching. Nothing here is the person's own: it can be lost and is made again by the next fetch.

-- How it stands with a feed. Its source keeps the location under which it was subscribed to, since that names its
-- articles; `address` is where it is now.
CREATE TABLE fetching (
    source INTEGER PRIMARY KEY REFERENCES source (row),
    address TEXT NOT NULL,
    typed TEXT,                         -- a host that the person typed: it may be a private one
    credentials TEXT,                   -- sent to the origin of `address` alone, and never shown
    validated TEXT,                     -- the address that gave etag and last_modified
    etag TEXT,
    last_modified TEXT,
    tried INTEGER,
    succeeded INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    error TEXT,                         -- of the last try
    due INTEGER,                        -- not fetched by itself before this
    held INTEGER,                       -- not fetched at all before this: the server asked for it
    gone INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What a server said about bytes that are kept: reading them again needs it.
CREATE TABLE received (
    original TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    charset TEXT
) STRICT, WITHOUT ROWID;
