-- Where a gold mark comes from, as JSON: what was decided, and the marks that it was decided on as they were then.
ALTER TABLE annotation ADD COLUMN decision TEXT;
