-- Derived: the name that an article's row tells, of its publication or else its source, so that a list by source is read
-- in order from an index.
ALTER TABLE article ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
UPDATE article SET outlet = coalesce(site, (SELECT coalesce(given, name) FROM source s WHERE s.row = article.source), '');
CREATE INDEX article_by_outlet ON article (outlet COLLATE NOCASE, date DESC, row DESC)
    WHERE removed = 0 AND archived = 0 AND hidden = 0;

CREATE TRIGGER article_named_by_source AFTER INSERT ON article BEGIN
    UPDATE article SET outlet = coalesce(new.site, (SELECT coalesce(given, name) FROM source s WHERE s.row = new.source), '')
    WHERE row = new.row;
END;
CREATE TRIGGER article_named_by_site AFTER UPDATE OF site, source ON article
WHEN old.site IS NOT new.site OR old.source <> new.source BEGIN
    UPDATE article SET outlet = coalesce(new.site, (SELECT coalesce(given, name) FROM source s WHERE s.row = new.source), '')
    WHERE row = new.row;
END;
CREATE TRIGGER articles_named_by_source AFTER UPDATE OF given, name ON source
WHEN coalesce(old.given, old.name) <> coalesce(new.given, new.name) BEGIN
    UPDATE article SET outlet = coalesce(new.given, new.name) WHERE source = new.row AND site IS NULL;
END;
