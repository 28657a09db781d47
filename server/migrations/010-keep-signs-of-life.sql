-- When each unit was last heard where its newest fix does not tell, and what was learned of its device. One row a unit.
CREATE TABLE unit_contacts (
  unit_id integer PRIMARY KEY REFERENCES units ON DELETE CASCADE,
  contact_at timestamptz NOT NULL,
  battery_percent real,
  charging boolean,
  -- How far the device's clock is ahead, milliseconds; null = not known.
  clock_skew_ms double precision,
  -- Longest habitual pause between its messages; null = not learned yet.
  interval_seconds real,
  -- Fixes refused since the last one that was not, by reason.
  refusals jsonb NOT NULL DEFAULT '[]'
);

-- Units that stood still and said so: at these moments they were where their newest fix was.
CREATE TABLE unit_stands (
  unit_id integer NOT NULL,
  stood_at timestamptz NOT NULL,
  lng double precision NOT NULL,
  lat double precision NOT NULL,
  PRIMARY KEY (unit_id, stood_at)
);
CREATE INDEX unit_stands_by_time ON unit_stands (stood_at);
