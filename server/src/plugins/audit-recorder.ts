import type { Queryable } from './postgres.ts';

interface AuditEntry {
  accountId: number | null;
  /** `noun.pastTense`, e.g. `track.viewed`. */
  action: string;
  /** What it was done to, e.g. `unit:12`. */
  subject: string;
  detail?: object;
}

/** Appends to the audit log. */
export interface AuditRecorder {
  /** Appends an entry; inside a transaction when its client is given. */
  record(entry: AuditEntry, client?: Queryable): Promise<void>;
}
