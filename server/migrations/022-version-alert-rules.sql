-- Two people may have the form of one rule open: whoever saves second is told, as with plans and hotspots.
ALTER TABLE alert_rules ADD COLUMN version integer NOT NULL DEFAULT 1;
