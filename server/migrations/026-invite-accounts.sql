-- An account is invited by a one-time link and chooses its own password: until then it has none.
ALTER TABLE accounts
  ALTER COLUMN password_hash DROP NOT NULL,
  -- Two administrators may have one account open: whoever saves second is told.
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  -- Only its hash, as with sessions. A new link voids the one before.
  ADD COLUMN invitation_sha256 bytea UNIQUE,
  ADD COLUMN invitation_expires_at timestamptz,
  ADD COLUMN signed_in_at timestamptz,
  ADD CONSTRAINT accounts_invitation_has_an_end CHECK ((invitation_sha256 IS NULL) = (invitation_expires_at IS NULL));

-- What tells the sessions of one account apart, for whoever ends them: the kind of browser and the network, no more.
ALTER TABLE sessions
  ADD COLUMN id integer GENERATED ALWAYS AS IDENTITY UNIQUE,
  ADD COLUMN device text NOT NULL DEFAULT '',
  ADD COLUMN network text NOT NULL DEFAULT '',
  ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX sessions_account_id ON sessions (account_id);
