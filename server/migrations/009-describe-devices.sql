-- What a unit's device is and how it is set: the app decides how its messages are read, the intervals how long its silence means nothing.
ALTER TABLE units
  ADD COLUMN device_app text NOT NULL DEFAULT 'traccar-client' CHECK (device_app IN ('traccar-client', 'osmand-app')),
  ADD COLUMN report_interval_seconds integer CHECK (report_interval_seconds > 0),
  ADD COLUMN heartbeat_seconds integer CHECK (heartbeat_seconds > 0);

-- Fixes that the phone itself says were made up by another app: kept with the mark, and nowhere taken for where the unit was.
ALTER TABLE positions ADD COLUMN mock boolean NOT NULL DEFAULT false;
