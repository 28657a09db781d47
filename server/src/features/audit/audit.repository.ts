import type { AuditEntry } from '../../plugins/audit-recorder.ts';
import { toJsonText } from '../../plugins/json-text.ts';
import type { Queryable } from '../../plugins/postgres.ts';

interface AuditRow {
  id: number;
  at: Date;
  username: string | null;
  action: string;
  subject: string;
  detail: object;
}

/** All SQL of the audit log, which only grows. */
export function createAuditRepository(db: Queryable) {
  return {
    async insert({ accountId, action, subject, detail = {} }: AuditEntry, client: Queryable = db): Promise<void> {
      await client.query('INSERT INTO audit_entries (account_id, action, subject, detail) VALUES ($1, $2, $3, $4)', [
        accountId,
        action,
        subject,
        toJsonText(detail),
      ]);
    },
    /** The newest entries, those before entry `before` where it is given, newest first. */
    async findNewest(before: number | null, limit: number): Promise<AuditRow[]> {
      const { rows } = await db.query<Omit<AuditRow, 'id'> & { id: string }>(
        `SELECT e.id, e.at, a.username, e.action, e.subject, e.detail FROM audit_entries e LEFT JOIN accounts a ON a.id = e.account_id
         WHERE $1::bigint IS NULL OR e.id < $1 ORDER BY e.id DESC LIMIT $2`,
        [before, limit],
      );
      return rows.map((row) => ({ ...row, id: Number(row.id) }));
    },
  };
}
