-- Basemaps beside the schematic one, as an administrator set them. Files of the data folder need no row: one gives a file
-- a name, roles and words of its own.
CREATE TABLE basemaps (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- In the order in which they were made.
  number integer GENERATED ALWAYS AS IDENTITY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  -- Empty = what is usual for its kind.
  attribution text NOT NULL,
  -- Null = everybody may choose it.
  roles text[],
  -- With the key, where its kind needs one.
  origin jsonb NOT NULL,
  -- What its server said of itself when it was set; null for kinds that are asked nothing.
  facts jsonb,
  -- When it was last changed, in seconds since 1970, and more than before: addresses of its pictures hold it, so that no
  -- browser keeps those of an earlier origin, also where one that was deleted had its id.
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The order of all, the schematic one and files without a row too; what is not in it comes last.
CREATE TABLE basemap_order (
  basemap_id text PRIMARY KEY,
  place integer NOT NULL
);

-- Files that were taken away in the settings and lie on the disk still: their size and time. One that is put there anew has
-- others, and is offered again.
CREATE TABLE removed_basemap_files (
  file_name text PRIMARY KEY,
  version text NOT NULL
);
