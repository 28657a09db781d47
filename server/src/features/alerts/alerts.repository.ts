import type { Alert, AlertKind, AlertStatus } from '@liaowang/shared/schemas/alert';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

interface AlertRow {
  id: number; kind: AlertKind; status: AlertStatus; unit_id: number | null; branch_id: number | null;
  lng: number | null; lat: number | null; raised_at: Date; acknowledged_at: Date | null;
}

const COLUMNS = `a.id, a.kind, a.status, a.unit_id, (SELECT u.branch_id FROM units u WHERE u.id = a.unit_id) AS branch_id,
  ST_X(a.position) AS lng, ST_Y(a.position) AS lat, a.raised_at, a.acknowledged_at`;

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id, kind: row.kind, status: row.status, unitId: row.unit_id, branchId: row.branch_id,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    raisedAt: row.raised_at.toISOString(), acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  };
}

/** All SQL of alerts. */
export function createAlertsRepository(db: Queryable) {
  return {
    /** The new alert, or null when the same cause raised one already. */
    async insert(alert: { kind: AlertKind; unitId: number; position: LngLat | null; cause: string; raisedAt: Date }): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(
        `INSERT INTO alerts AS a (kind, status, unit_id, position, raised_at, cause)
         VALUES ($1, 'raised', $2, ST_SetSRID(ST_MakePoint($3, $4), 4326), $5, $6) ON CONFLICT (kind, unit_id, cause) DO NOTHING RETURNING ${COLUMNS}`,
        [alert.kind, alert.unitId, alert.position?.[0] ?? null, alert.position?.[1] ?? null, alert.raisedAt, alert.cause],
      );
      return rows[0] ? toAlert(rows[0]) : null;
    },
    async findNotCleared(branchId: number | null): Promise<Alert[]> {
      const { rows } = await db.query<AlertRow>(`SELECT ${COLUMNS} FROM alerts a WHERE status <> 'cleared' ORDER BY raised_at DESC LIMIT 500`);
      return rows.map(toAlert).filter((alert) => branchId === null || alert.branchId === branchId);
    },
    async findById(id: number): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(`SELECT ${COLUMNS} FROM alerts a WHERE id = $1`, [id]);
      return rows[0] ? toAlert(rows[0]) : null;
    },
    async acknowledge(id: number, accountId: number, client: Queryable): Promise<Alert | null> {
      const { rows } = await client.query<AlertRow>(
        `UPDATE alerts a SET status = 'acknowledged', acknowledged_at = now(), acknowledged_by = $2 WHERE id = $1 AND status = 'raised' RETURNING ${COLUMNS}`,
        [id, accountId],
      );
      return rows[0] ? toAlert(rows[0]) : null;
    },
    async clear(id: number, client: Queryable = db): Promise<Alert | null> {
      const { rows } = await client.query<AlertRow>(`UPDATE alerts a SET status = 'cleared', cleared_at = now() WHERE id = $1 AND status <> 'cleared' RETURNING ${COLUMNS}`, [id]);
      return rows[0] ? toAlert(rows[0]) : null;
    },
  };
}

export type AlertsRepository = ReturnType<typeof createAlertsRepository>;
