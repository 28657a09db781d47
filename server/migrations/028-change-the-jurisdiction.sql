-- The jurisdiction is changed by people: its version tells who saw which.
ALTER TABLE jurisdictions ADD COLUMN version integer NOT NULL DEFAULT 1;
