import type { Queryable } from './postgres.ts';

export interface AuditEntry {
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

/**
 * Appends an entry the first time in each `everyMs` that its account does this to this subject: for looks that a page
 * takes again and again by itself. In memory, and so once more after a restart.
 */
export function createAuditOnce(
  audit: AuditRecorder,
  everyMs: number,
): (entry: AuditEntry, nowMs: number) => Promise<void> {
  const recordedMs = new Map<string, number>();
  return async (entry, nowMs) => {
    const key = `${entry.accountId}|${entry.action}|${entry.subject}|${JSON.stringify(entry.detail)}`;
    for (const [each, atMs] of recordedMs) {
      if (nowMs - atMs < everyMs) break;
      recordedMs.delete(each);
    }
    if (recordedMs.has(key)) return;
    await audit.record(entry);
    recordedMs.set(key, nowMs);
  };
}
