-- What of its surroundings a lookout sees within its detection range: all of the disk, a sector, or ground that somebody drew.
ALTER TABLE lookouts
  ADD COLUMN shape text NOT NULL DEFAULT 'disk' CHECK (shape IN ('disk', 'sector', 'ground')),
  -- Of a sector: where its middle looks, degrees clockwise from true north, and how wide it is open.
  ADD COLUMN bearing_degrees double precision CHECK (bearing_degrees >= 0 AND bearing_degrees < 360),
  ADD COLUMN angle_degrees double precision CHECK (angle_degrees > 0 AND angle_degrees <= 360),
  ADD COLUMN ground geometry(Polygon, 4326) CHECK (ST_IsValid(ground)),
  ADD CONSTRAINT lookouts_shape_is_whole CHECK (
    (shape = 'sector') = (bearing_degrees IS NOT NULL) AND (shape = 'sector') = (angle_degrees IS NOT NULL)
    AND (shape = 'ground') = (ground IS NOT NULL)
  );
