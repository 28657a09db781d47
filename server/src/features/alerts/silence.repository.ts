import type { Outage } from '@liaowang/shared/analysis/alerts/outages';
import type { Queryable } from '../../plugins/postgres.ts';

/** A unit that is told silent. Times are epoch milliseconds. */
export interface ToldSilence {
  unitId: number;
  alertId: number;
  /** The last sign of life that was known when it was told. */
  silentSinceMs: number;
  /** In an outage, or by an alert of its own and whether somebody took that. */
  told: 'in-outage' | 'raised' | 'acknowledged';
}

/** An outage that is not cleared. */
export interface StandingOutage {
  alertId: number;
  /** When it can have struck. */
  struck: Outage['struck'];
  isOverdue: boolean;
  silentCount: number;
  returnedAtMs: number[];
}

/** Until when the watch listened, and since when without a break. */
export interface WatchState {
  checkedAtMs: number;
  listeningSinceMs: number;
}

/** A unit that fell silent, and its last sign of life. */
export interface NewSilence {
  unitId: number;
  contactAtMs: number;
  position: [number, number] | null;
}

/** The SQL of units that fell silent. */
export const silenceRepository = {
  async findWatch(db: Queryable): Promise<WatchState | null> {
    const { rows } = await db.query<{ checked_at: Date; listening_since: Date }>(
      'SELECT checked_at, listening_since FROM silence_watch',
    );
    return rows[0]
      ? { checkedAtMs: rows[0].checked_at.getTime(), listeningSinceMs: rows[0].listening_since.getTime() }
      : null;
  },
  async saveWatch({ checkedAtMs, listeningSinceMs }: WatchState, db: Queryable): Promise<void> {
    await db.query(
      `INSERT INTO silence_watch (checked_at, listening_since) VALUES ($1, $2)
       ON CONFLICT (is_only) DO UPDATE SET checked_at = excluded.checked_at, listening_since = excluded.listening_since`,
      [new Date(checkedAtMs), new Date(listeningSinceMs)],
    );
  },
  /** Keeps staff from clearing what is being worked on until the transaction ends. */
  async lockStanding(client: Queryable): Promise<void> {
    await client.query(
      `SELECT 1 FROM alerts WHERE kind IN ('unit-lost', 'units-lost') AND status <> 'cleared' ORDER BY id FOR UPDATE`,
    );
  },
  async findTold(db: Queryable): Promise<ToldSilence[]> {
    const { rows } = await db.query<{
      unit_id: number;
      alert_id: number;
      silent_since: Date;
      told: ToldSilence['told'];
    }>(
      `SELECT subject_id AS unit_id, id AS alert_id, (detail->>'silentSince')::timestamptz AS silent_since, status AS told FROM alerts
       WHERE kind = 'unit-lost' AND status <> 'cleared' AND subject_id IS NOT NULL
       UNION ALL
       SELECT m.unit_id, m.alert_id, m.silent_since, 'in-outage' FROM alert_units m JOIN alerts a ON a.id = m.alert_id
       WHERE m.returned_at IS NULL AND a.status <> 'cleared'`,
    );
    return rows.map((row) => ({
      unitId: row.unit_id,
      alertId: row.alert_id,
      silentSinceMs: row.silent_since.getTime(),
      told: row.told,
    }));
  },
  async findOutages(db: Queryable): Promise<StandingOutage[]> {
    const { rows } = await db.query<{
      id: number;
      struck_from: Date;
      struck_until: Date;
      is_overdue: boolean;
      silent: number;
      returned: Date[];
    }>(
      `SELECT a.id, (a.detail->>'silentSince')::timestamptz AS struck_from, (a.detail->>'silentUntil')::timestamptz AS struck_until, a.detail->>'overdueAt' IS NOT NULL AS is_overdue,
         (count(*) FILTER (WHERE m.returned_at IS NULL))::int AS silent,
         coalesce(array_agg(m.returned_at) FILTER (WHERE m.returned_at IS NOT NULL), '{}') AS returned
       FROM alerts a JOIN alert_units m ON m.alert_id = a.id WHERE a.kind = 'units-lost' AND a.status <> 'cleared' GROUP BY a.id ORDER BY a.id`,
    );
    return rows.map((row) => ({
      alertId: row.id,
      struck: { fromMs: row.struck_from.getTime(), toMs: row.struck_until.getTime() },
      isOverdue: row.is_overdue,
      silentCount: row.silent,
      returnedAtMs: row.returned.map((at) => at.getTime()),
    }));
  },
  async addToOutage(alertId: number, silences: readonly NewSilence[], client: Queryable): Promise<void> {
    await client.query(
      `INSERT INTO alert_units (alert_id, unit_id, silent_since) SELECT $1, * FROM unnest($2::int[], $3::timestamptz[])
       ON CONFLICT (alert_id, unit_id) DO UPDATE SET silent_since = excluded.silent_since, returned_at = NULL`,
      [alertId, silences.map(({ unitId }) => unitId), silences.map(({ contactAtMs }) => new Date(contactAtMs))],
    );
  },
  async markReturned(alertId: number, unitIds: readonly number[], returnedAt: Date, client: Queryable): Promise<void> {
    await client.query(
      'UPDATE alert_units SET returned_at = $3 WHERE alert_id = $1 AND unit_id = ANY($2::int[]) AND returned_at IS NULL',
      [alertId, unitIds, returnedAt],
    );
  },
  /** Nobody has taken this yet. */
  async ringAgain(alertId: number, client: Queryable): Promise<void> {
    await client.query(
      `UPDATE alerts SET status = 'raised', acknowledged_at = NULL, acknowledged_by = NULL WHERE id = $1`,
      [alertId],
    );
  },
  async clear(alertIds: readonly number[], client: Queryable): Promise<void> {
    await client.query(
      `UPDATE alerts SET status = 'cleared', cleared_at = now() WHERE id = ANY($1::int[]) AND status <> 'cleared'`,
      [alertIds],
    );
  },
};
