-- Marks that a person should look at after their text changed.

-- The person's own word that the words of a mark are gone: it stays listed, and is placed nowhere.
ALTER TABLE annotation ADD COLUMN orphan INTEGER NOT NULL DEFAULT 0;

-- Derived, like the place itself: whether a person should look at it.
ALTER TABLE placement ADD COLUMN review INTEGER NOT NULL DEFAULT 0;
UPDATE placement SET review = 1 WHERE state IN ('changed', 'ambiguous');
CREATE INDEX placement_to_review ON placement (annotation) WHERE review = 1;
