ALTER TABLE alerts DROP CONSTRAINT alerts_kind_check;
ALTER TABLE alerts ADD CONSTRAINT alerts_kind_check CHECK (kind IN ('sos', 'unit-lost', 'units-lost', 'area-uncovered'));
-- How often the same was raised.
ALTER TABLE alerts ADD COLUMN count integer NOT NULL DEFAULT 1 CHECK (count >= 1);
-- SOS: when and where the button was pressed; `position` is where it was pressed first.
ALTER TABLE alerts ADD COLUMN pressed_at timestamptz;
ALTER TABLE alerts ADD COLUMN last_pressed_at timestamptz;
ALTER TABLE alerts ADD COLUMN last_position geometry(Point, 4326);
-- The newest press that was known to who took the call.
ALTER TABLE alerts ADD COLUMN known_press_at timestamptz;
-- unit-lost: its last sign of life. units-lost: between when the outage can have struck.
ALTER TABLE alerts ADD COLUMN silent_since timestamptz;
ALTER TABLE alerts ADD COLUMN silent_until timestamptz;
-- units-lost: from then on those that did not come back are missed in their own right.
ALTER TABLE alerts ADD COLUMN overdue_at timestamptz;

-- Every press that was heard of: one that is sent again is the same press, even when its alert is cleared.
CREATE TABLE sos_presses (
  unit_id integer NOT NULL REFERENCES units,
  -- The device's own clock, epoch milliseconds.
  device_time_ms bigint NOT NULL,
  PRIMARY KEY (unit_id, device_time_ms)
);

-- The units that an outage took.
CREATE TABLE alert_units (
  alert_id integer NOT NULL REFERENCES alerts ON DELETE CASCADE,
  unit_id integer NOT NULL REFERENCES units,
  -- Its last sign of life.
  silent_since timestamptz NOT NULL,
  returned_at timestamptz,
  PRIMARY KEY (alert_id, unit_id)
);
CREATE INDEX alert_units_silent ON alert_units (unit_id) WHERE returned_at IS NULL;

-- The watch over silent units: until when it listened, and since when without a break. One row.
CREATE TABLE silence_watch (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  checked_at timestamptz NOT NULL,
  listening_since timestamptz NOT NULL
);

-- What stands already: a cause was the device's clock in milliseconds.
UPDATE alerts SET silent_since = CASE WHEN cause ~ '^\d{1,14}$' THEN to_timestamp(cause::float8 / 1000) ELSE raised_at END WHERE kind = 'unit-lost';
UPDATE alerts SET pressed_at = CASE WHEN cause ~ '^\d{1,14}$' THEN least(raised_at, greatest(raised_at - interval '7 days', to_timestamp(cause::float8 / 1000))) ELSE raised_at END
WHERE kind = 'sos';
UPDATE alerts SET last_pressed_at = pressed_at, last_position = position, known_press_at = CASE WHEN status = 'acknowledged' THEN pressed_at END WHERE kind = 'sos';
INSERT INTO sos_presses SELECT DISTINCT unit_id, cause::bigint FROM alerts WHERE kind = 'sos' AND unit_id IS NOT NULL AND cause ~ '^-?\d{1,16}$';

-- Open calls of one unit become the newest of them.
WITH merged AS (
  SELECT max(id) AS id, count(*) AS count, min(pressed_at) AS pressed_at, (array_agg(position ORDER BY pressed_at) FILTER (WHERE position IS NOT NULL))[1] AS position
  FROM alerts WHERE kind = 'sos' AND status <> 'cleared' GROUP BY unit_id
)
UPDATE alerts a SET count = m.count, pressed_at = m.pressed_at, position = m.position FROM merged m WHERE a.id = m.id;
UPDATE alerts a SET status = 'cleared', cleared_at = now()
WHERE kind = 'sos' AND status <> 'cleared' AND EXISTS (SELECT 1 FROM alerts b WHERE b.kind = 'sos' AND b.status <> 'cleared' AND b.unit_id = a.unit_id AND b.id > a.id);
CREATE UNIQUE INDEX alerts_open_sos ON alerts (unit_id) WHERE kind = 'sos' AND status <> 'cleared';
