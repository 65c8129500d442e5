-- Articles whose text was let go. Their row stays and their identities with it, so that they do not come again; `removed` is
-- 3 where it was not the person who removed them.
ALTER TABLE article ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
