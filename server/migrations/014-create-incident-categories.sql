-- The city's own kinds of incidents, a tree below our ten. A node is never deleted: what was merged says into what, so
-- that filters of old records and links still mean something.
CREATE TABLE incident_categories (
  id text PRIMARY KEY,
  -- In the order in which they were made; never used twice.
  number integer NOT NULL UNIQUE,
  -- Null = one of our ten, which the server plants (numbers 1 to 10) and nobody changes.
  parent_id text REFERENCES incident_categories,
  name_zh text NOT NULL,
  -- '' = the Chinese name says it.
  name_en text NOT NULL,
  merged_into text REFERENCES incident_categories,
  -- The import that made it, to be taken back with it.
  import_id integer,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What words of files mean, as somebody decided once. `key` is the word without case, width and doubled spaces.
CREATE TABLE incident_category_words (
  key text PRIMARY KEY,
  word text NOT NULL,
  category_id text NOT NULL REFERENCES incident_categories,
  import_id integer
);
CREATE INDEX incident_category_words_category ON incident_category_words (category_id);

-- The kind below one of our ten, null where nothing more is known than that. No foreign key, as for imports (006).
-- `category` stays the top of its tree; `category_id` is the node itself.
ALTER TABLE incidents ADD COLUMN kind_id text;
ALTER TABLE incidents ADD COLUMN category_id text GENERATED ALWAYS AS (coalesce(kind_id, category)) STORED;
CREATE INDEX incidents_kind ON incidents (kind_id) WHERE kind_id IS NOT NULL;
ALTER TABLE incident_import_rows ADD COLUMN kind_id text;
