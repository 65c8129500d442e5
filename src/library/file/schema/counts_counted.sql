-- Counts the articles of all sources.
DELETE FROM source_count;
INSERT INTO source_count (source, articles, unread, listed, starred, archived, snoozed)
SELECT source, count(*),
    sum(read = 0 AND archived = 0 AND hidden = 0),
    sum(archived = 0 AND hidden = 0),
    sum(starred = 1 AND archived = 0 AND hidden = 0),
    sum(archived = 1),
    sum(hidden = 1 AND archived = 0)
FROM article WHERE removed = 0 GROUP BY source;
