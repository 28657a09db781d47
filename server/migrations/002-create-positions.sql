-- Raw fixes, one partition a UTC day (made ahead by the partition job, dropped whole when retention ends).
-- No foreign key to units and no geometry column: both cost more than the insert itself.
CREATE TABLE positions (
  unit_id integer NOT NULL,
  fix_time timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  lng double precision NOT NULL,
  lat double precision NOT NULL,
  speed_meters_per_second real,
  heading_degrees real,
  accuracy_meters real,
  altitude_meters real,
  battery_percent real,
  PRIMARY KEY (unit_id, fix_time)
) PARTITION BY RANGE (fix_time);

-- Catches what no day partition covers, e.g. a phone that was off for weeks; pruned by row.
CREATE TABLE positions_default PARTITION OF positions DEFAULT;
