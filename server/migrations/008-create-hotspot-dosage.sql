-- Patrolling inside each hotspot by hour, as sums: no unit and nobody is named. It outlives the positions it was counted from.
CREATE TABLE hotspot_dosage_hours (
  hotspot_id integer NOT NULL REFERENCES hotspot_records ON DELETE CASCADE,
  hour timestamptz NOT NULL,
  -- Which outline was counted: hours of an earlier one are not those of today's.
  outline_key integer NOT NULL,
  patrol_seconds real NOT NULL,
  patrol_visits integer NOT NULL,
  vehicle_seconds real NOT NULL,
  vehicle_visits integer NOT NULL,
  -- Positions came later: to be counted again, as long as they are kept.
  is_stale boolean NOT NULL DEFAULT false,
  PRIMARY KEY (hotspot_id, hour)
);
CREATE INDEX hotspot_dosage_hours_hour ON hotspot_dosage_hours (hour);
