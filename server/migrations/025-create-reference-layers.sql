-- Layers of a city's own: communities, beats, hydrants, shelters. Of each feature its shape and one label are kept, nothing
-- else that the file says of it.
CREATE TABLE reference_layers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name_zh text NOT NULL CHECK (name_zh <> ''),
  name_en text NOT NULL,
  color text NOT NULL,
  -- Closer than this zoom the layer is drawn.
  from_zoom integer NOT NULL CHECK (from_zoom BETWEEN 0 AND 22),
  has_labels boolean NOT NULL,
  file_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE reference_features (
  layer_id integer NOT NULL REFERENCES reference_layers ON DELETE CASCADE,
  number integer NOT NULL,
  label text NOT NULL,
  shape geometry(Geometry, 4326) NOT NULL,
  PRIMARY KEY (layer_id, number)
);
