-- How sure a person is of a claim: low, medium, high, or nothing said.
ALTER TABLE annotation ADD COLUMN confidence TEXT;
