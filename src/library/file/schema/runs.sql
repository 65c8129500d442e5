-- Derived: how long the list is and where in it an article stands, without a walk through it. A list in order of date
-- is cut into runs of some hundred articles that follow one another; a run is named by the oldest place that belongs
-- to it, and knows how many articles it has. Lists: 0 every article, 1 copies folded, 2 stories folded. One run more (3)
-- counts the places where the text of a listed article stands once more.
CREATE TABLE run (
    list INTEGER NOT NULL,
    date INTEGER NOT NULL,
    row INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (list, date, row)
) STRICT, WITHOUT ROWID;

-- A filtered list of stories is read in the same order, and has others of a story stand for it.
DROP INDEX article_by_date_of_story;
CREATE INDEX article_by_date_of_story ON article (coalesce(latest, date) DESC, row DESC, story_rank)
    WHERE removed = 0 AND archived = 0 AND hidden = 0;

-- A run that has grown too long becomes two: the newer half is a run of its own.
CREATE TRIGGER run_of_all_halved AFTER UPDATE OF articles ON run WHEN new.list = 0 AND new.articles >= 512 BEGIN
    INSERT INTO run SELECT 0, date, row, 256 FROM article
        WHERE removed = 0 AND archived = 0 AND hidden = 0 AND (date, row) >= (new.date, new.row)
        ORDER BY date, row LIMIT 1 OFFSET new.articles - 256;
    UPDATE run SET articles = articles - 256 WHERE list = 0 AND date = new.date AND row = new.row;
END;
CREATE TRIGGER run_without_copies_halved AFTER UPDATE OF articles ON run WHEN new.list = 1 AND new.articles >= 512 BEGIN
    INSERT INTO run SELECT 1, date, row, 256 FROM article
        WHERE removed = 0 AND archived = 0 AND hidden = 0 AND copy_rank = 0 AND (date, row) >= (new.date, new.row)
        ORDER BY date, row LIMIT 1 OFFSET new.articles - 256;
    UPDATE run SET articles = articles - 256 WHERE list = 1 AND date = new.date AND row = new.row;
END;
CREATE TRIGGER run_of_stories_halved AFTER UPDATE OF articles ON run WHEN new.list = 2 AND new.articles >= 512 BEGIN
    INSERT INTO run SELECT 2, coalesce(latest, date), row, 256 FROM article
        WHERE removed = 0 AND archived = 0 AND hidden = 0 AND story_rank = 0
            AND (coalesce(latest, date), row) >= (new.date, new.row)
        ORDER BY coalesce(latest, date), row LIMIT 1 OFFSET new.articles - 256;
    UPDATE run SET articles = articles - 256 WHERE list = 2 AND date = new.date AND row = new.row;
END;

-- An article that comes into a list, or leaves it, is counted in the run that its place lies in.
CREATE TRIGGER article_came_into_runs AFTER INSERT ON article BEGIN
    UPDATE run SET articles = articles + 1 WHERE list = 0 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 0 AND (date, row) <= (new.date, new.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND new.removed = 0 AND new.archived = 0 AND new.hidden = 0;
    UPDATE run SET articles = articles + 1 WHERE list = 1 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 1 AND (date, row) <= (new.date, new.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND new.removed = 0 AND new.archived = 0 AND new.hidden = 0 AND new.copy_rank = 0;
    UPDATE run SET articles = articles + 1 WHERE list = 2 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 2 AND (date, row) <= (coalesce(new.latest, new.date), new.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND new.removed = 0 AND new.archived = 0 AND new.hidden = 0 AND new.story_rank = 0;
END;
CREATE TRIGGER article_left_runs AFTER DELETE ON article BEGIN
    UPDATE run SET articles = articles - 1 WHERE list = 0 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 0 AND (date, row) <= (old.date, old.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND old.removed = 0 AND old.archived = 0 AND old.hidden = 0;
    UPDATE run SET articles = articles - 1 WHERE list = 1 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 1 AND (date, row) <= (old.date, old.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND old.removed = 0 AND old.archived = 0 AND old.hidden = 0 AND old.copy_rank = 0;
    UPDATE run SET articles = articles - 1 WHERE list = 2 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 2 AND (date, row) <= (coalesce(old.latest, old.date), old.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND old.removed = 0 AND old.archived = 0 AND old.hidden = 0 AND old.story_rank = 0;
END;
CREATE TRIGGER article_moved_in_runs AFTER UPDATE OF date, latest, removed, archived, hidden, copy_rank, story_rank ON article
WHEN (old.date, old.latest, old.removed <> 0, old.archived, old.hidden <> 0, old.copy_rank = 0, old.story_rank = 0)
    IS NOT (new.date, new.latest, new.removed <> 0, new.archived, new.hidden <> 0, new.copy_rank = 0, new.story_rank = 0)
BEGIN
    UPDATE run SET articles = articles - 1 WHERE list = 0 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 0 AND (date, row) <= (old.date, old.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND old.removed = 0 AND old.archived = 0 AND old.hidden = 0;
    UPDATE run SET articles = articles - 1 WHERE list = 1 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 1 AND (date, row) <= (old.date, old.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND old.removed = 0 AND old.archived = 0 AND old.hidden = 0 AND old.copy_rank = 0;
    UPDATE run SET articles = articles - 1 WHERE list = 2 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 2 AND (date, row) <= (coalesce(old.latest, old.date), old.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND old.removed = 0 AND old.archived = 0 AND old.hidden = 0 AND old.story_rank = 0;
    UPDATE run SET articles = articles + 1 WHERE list = 0 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 0 AND (date, row) <= (new.date, new.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND new.removed = 0 AND new.archived = 0 AND new.hidden = 0;
    UPDATE run SET articles = articles + 1 WHERE list = 1 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 1 AND (date, row) <= (new.date, new.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND new.removed = 0 AND new.archived = 0 AND new.hidden = 0 AND new.copy_rank = 0;
    UPDATE run SET articles = articles + 1 WHERE list = 2 AND (date, row) = (
        SELECT date, row FROM run WHERE list = 2 AND (date, row) <= (coalesce(new.latest, new.date), new.row)
        ORDER BY date DESC, row DESC LIMIT 1)
        AND new.removed = 0 AND new.archived = 0 AND new.hidden = 0 AND new.story_rank = 0;
    UPDATE run SET articles = articles + (SELECT count(*) FROM identity i WHERE i.article = new.row AND i.copy = 1)
        * ((new.removed = 0 AND new.archived = 0 AND new.hidden = 0) - (old.removed = 0 AND old.archived = 0 AND old.hidden = 0))
        WHERE list = 3;
END;

CREATE TRIGGER place_named_anew BEFORE INSERT ON identity BEGIN
    UPDATE run SET articles = articles - 1 WHERE list = 3 AND EXISTS (
        SELECT 1 FROM identity i JOIN article a ON a.row = i.article
        WHERE i.name = new.name AND i.copy = 1 AND a.removed = 0 AND a.archived = 0 AND a.hidden = 0);
END;
CREATE TRIGGER place_came AFTER INSERT ON identity WHEN new.copy = 1 BEGIN
    UPDATE run SET articles = articles + 1 WHERE list = 3 AND EXISTS (
        SELECT 1 FROM article a WHERE a.row = new.article AND a.removed = 0 AND a.archived = 0 AND a.hidden = 0);
END;
CREATE TRIGGER place_left AFTER DELETE ON identity WHEN old.copy = 1 BEGIN
    UPDATE run SET articles = articles - 1 WHERE list = 3 AND EXISTS (
        SELECT 1 FROM article a WHERE a.row = old.article AND a.removed = 0 AND a.archived = 0 AND a.hidden = 0);
END;
