-- Emptying is a change too, and no row trigger sees it.
CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- Where an account signed in lately: its own places, which somebody else's wrong passwords must not close.
-- `place` is an address, or the hash of a cookie that names a browser.
CREATE TABLE known_places (
  account_id integer NOT NULL REFERENCES accounts,
  place text NOT NULL,
  signed_in_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, place)
);
CREATE INDEX known_places_signed_in_at ON known_places (signed_in_at);

-- Day partitions are made and dropped by whoever owns `positions`, on behalf of a server that need not own anything.
CREATE FUNCTION make_positions_day(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  name text := 'positions_' || to_char(day, 'YYYY_MM_DD');
  day_start timestamptz := day::timestamp AT TIME ZONE 'UTC';
  day_end timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  -- A day whose fixes already lie in the default partition cannot get one; it stays there.
  IF to_regclass(name) IS NOT NULL OR EXISTS (SELECT 1 FROM positions_default WHERE fix_time >= day_start AND fix_time < day_end) THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF positions FOR VALUES FROM (%L) TO (%L)', name, day_start, day_end);
END $$;

-- Drops the days that ended before `day`; returns their tables' names.
CREATE FUNCTION drop_positions_before(day date) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'positions'::regclass AND c.relname ~ '^positions_\d{4}_\d\d_\d\d$' AND c.relname < 'positions_' || to_char(day, 'YYYY_MM_DD')
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE %I', name);
    RETURN NEXT name;
  END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION make_positions_day(date), drop_positions_before(date) FROM PUBLIC;
