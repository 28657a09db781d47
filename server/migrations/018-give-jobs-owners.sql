-- The servers that work on this database, by their heartbeat: what one of them left behind is told by its row being gone.
CREATE TABLE servers (
  id uuid PRIMARY KEY,
  started_at timestamptz NOT NULL DEFAULT now(),
  heartbeat_at timestamptz NOT NULL DEFAULT now()
);

-- Work by the clock that one server does for all, and which. A row and no advisory lock: clients of the embedded database
-- share one session, so those keep nobody out.
CREATE TABLE scheduled_work (
  name text PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES servers ON DELETE CASCADE
);

-- The server that runs a job. No reference: a job outlives its server, and that is how it is found.
ALTER TABLE analysis_jobs ADD COLUMN server_id uuid;
ALTER TABLE analysis_jobs ADD COLUMN is_cancel_requested boolean NOT NULL DEFAULT false;
CREATE INDEX analysis_jobs_open ON analysis_jobs (server_id) WHERE state IN ('queued', 'running');
