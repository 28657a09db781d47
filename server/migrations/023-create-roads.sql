-- The city's own streets: under the marks, and in the words that say where something is.
CREATE TABLE roads (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  road_class text NOT NULL CHECK (road_class IN ('motorway', 'trunk', 'main', 'street')),
  lines geometry(MultiLineString, 4326) NOT NULL CHECK (NOT ST_IsEmpty(lines))
);
COMMENT ON COLUMN roads.name_zh IS 'Empty for a lane that has none.';
