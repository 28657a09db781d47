-- Registers that people write: each entry has a version, says since when it is there, is kept when it is taken away, and what it was before is kept with when that was.
ALTER TABLE branches
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  -- Null: since ever, as far as anybody says.
  ADD COLUMN exists_since timestamptz,
  ADD COLUMN removed_at timestamptz,
  ADD COLUMN contact text,
  ADD COLUMN opening_hours text,
  ADD COLUMN statistical_code text,
  ADD COLUMN police_code text,
  ADD COLUMN grid_code text;
ALTER TABLE stations RENAME COLUMN name TO name_zh;
ALTER TABLE stations
  ADD COLUMN name_en text NOT NULL DEFAULT '',
  ADD COLUMN area geometry(MultiPolygon, 4326) CHECK (area IS NULL OR ST_IsValid(area)),
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN exists_since timestamptz,
  ADD COLUMN removed_at timestamptz,
  ADD COLUMN contact text,
  ADD COLUMN opening_hours text,
  ADD COLUMN statistical_code text,
  ADD COLUMN police_code text,
  ADD COLUMN grid_code text;
ALTER TABLE key_areas
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN exists_since timestamptz,
  ADD COLUMN removed_at timestamptz;
ALTER TABLE lookouts
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN exists_since timestamptz,
  ADD COLUMN site_reason text,
  ADD COLUMN supplies text;
ALTER TABLE units
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN exists_since timestamptz,
  ADD COLUMN removed_at timestamptz;

-- A code is free again when what had it is gone.
ALTER TABLE branches DROP CONSTRAINT branches_code_key;
CREATE UNIQUE INDEX branches_standing_code ON branches (code) WHERE removed_at IS NULL;
ALTER TABLE stations DROP CONSTRAINT stations_code_key;
CREATE UNIQUE INDEX stations_standing_code ON stations (code) WHERE removed_at IS NULL;
ALTER TABLE key_areas DROP CONSTRAINT key_areas_code_key;
CREATE UNIQUE INDEX key_areas_standing_code ON key_areas (code) WHERE removed_at IS NULL;
ALTER TABLE lookouts DROP CONSTRAINT lookouts_number_key;
CREATE UNIQUE INDEX lookouts_standing_number ON lookouts (number) WHERE removed_at IS NULL;

-- What an entry of a register was, and when. An entry that never changed has none: it is what its table says, since it is there.
CREATE TABLE register_periods (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  register text NOT NULL,
  entry_id integer NOT NULL,
  -- Null: since ever.
  valid_from timestamptz,
  -- Null: still.
  valid_to timestamptz,
  state jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- When somebody said otherwise: what was once written stays readable.
  superseded_at timestamptz
);
CREATE INDEX register_periods_standing ON register_periods (register, entry_id, id) WHERE superseded_at IS NULL;
