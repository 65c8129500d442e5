-- Cuts the lists into runs and counts them. A first run takes what is older than all else.
DELETE FROM run;
INSERT INTO run VALUES (0, -9000000000000000, 0, 0), (1, -9000000000000000, 0, 0), (2, -9000000000000000, 0, 0);
INSERT OR REPLACE INTO run
SELECT 0, iif(place = 0, -9000000000000000, date), iif(place = 0, 0, row), min(256, total - place)
FROM (SELECT date, row, row_number() OVER (ORDER BY date, row) - 1 AS place, count(*) OVER () AS total
      FROM article WHERE removed = 0 AND archived = 0 AND hidden = 0)
WHERE place % 256 = 0;
INSERT OR REPLACE INTO run
SELECT 1, iif(place = 0, -9000000000000000, date), iif(place = 0, 0, row), min(256, total - place)
FROM (SELECT date, row, row_number() OVER (ORDER BY date, row) - 1 AS place, count(*) OVER () AS total
      FROM article WHERE removed = 0 AND archived = 0 AND hidden = 0 AND copy_rank = 0)
WHERE place % 256 = 0;
INSERT OR REPLACE INTO run
SELECT 2, iif(place = 0, -9000000000000000, date), iif(place = 0, 0, row), min(256, total - place)
FROM (SELECT coalesce(latest, date) AS date, row, row_number() OVER (ORDER BY coalesce(latest, date), row) - 1 AS place,
             count(*) OVER () AS total
      FROM article WHERE removed = 0 AND archived = 0 AND hidden = 0 AND story_rank = 0)
WHERE place % 256 = 0;
INSERT INTO run
SELECT 3, -9000000000000000, 0, count(*) FROM identity i CROSS JOIN article a ON a.row = i.article
WHERE i.copy = 1 AND a.removed = 0 AND a.archived = 0 AND a.hidden = 0;
