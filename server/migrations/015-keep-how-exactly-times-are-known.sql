-- The end of the interval in which an incident was; null = a moment. `occurred_at` is the beginning then.
ALTER TABLE incidents ADD COLUMN occurred_until timestamptz CHECK (occurred_until > occurred_at);
-- How much of `occurred_at` is known: of a day or month it is the first instant.
ALTER TABLE incidents ADD COLUMN time_precision text NOT NULL DEFAULT 'minute' CHECK (time_precision IN ('minute', 'day', 'month'));

ALTER TABLE incident_import_rows ADD COLUMN occurred_until timestamptz;
ALTER TABLE incident_import_rows ADD COLUMN time_precision text NOT NULL DEFAULT 'minute';
