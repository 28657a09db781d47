import type { Alert, AlertKind, AlertStatus } from '@liaowang/shared/schemas/alert';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

interface AlertRow {
  id: number; kind: AlertKind; status: AlertStatus; unit_id: number | null; key_area_id: number | null; max_unseen_minutes: number | null; branch_id: number | null;
  lng: number | null; lat: number | null; raised_at: Date; acknowledged_at: Date | null;
}

const COLUMNS = `a.id, a.kind, a.status, a.unit_id, a.key_area_id, a.max_unseen_minutes,
  coalesce((SELECT u.branch_id FROM units u WHERE u.id = a.unit_id), (SELECT k.branch_id FROM key_areas k WHERE k.id = a.key_area_id)) AS branch_id,
  ST_X(a.position) AS lng, ST_Y(a.position) AS lat, a.raised_at, a.acknowledged_at`;

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id, kind: row.kind, status: row.status, unitId: row.unit_id, keyAreaId: row.key_area_id, maxUnseenMinutes: row.max_unseen_minutes, branchId: row.branch_id,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    raisedAt: row.raised_at.toISOString(), acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  };
}

/** A key area that was unseen for longer than a rule allows. */
export interface UncoveredArea {
  keyAreaId: number;
  ruleId: number;
  maxUnseenMinutes: number;
  /** In the area. */
  position: LngLat;
  /** The same for the same stretch of time. */
  cause: string;
  raisedAt: Date;
}

/** All SQL of alerts. */
export function createAlertsRepository(db: Queryable) {
  return {
    /** The new alert, or null when the same cause raised one already. */
    async insert(alert: { kind: Exclude<AlertKind, 'area-uncovered'>; unitId: number; position: LngLat | null; cause: string; raisedAt: Date }): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(
        `INSERT INTO alerts AS a (kind, status, unit_id, position, raised_at, cause)
         VALUES ($1, 'raised', $2, ST_SetSRID(ST_MakePoint($3, $4), 4326), $5, $6) ON CONFLICT (kind, unit_id, cause) DO NOTHING RETURNING ${COLUMNS}`,
        [alert.kind, alert.unitId, alert.position?.[0] ?? null, alert.position?.[1] ?? null, alert.raisedAt, alert.cause],
      );
      return rows[0] ? toAlert(rows[0]) : null;
    },
    /** The alert of a rule that stands already, or null. */
    async findStandingOfRule(ruleId: number): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(`SELECT ${COLUMNS} FROM alerts a WHERE rule_id = $1 AND status <> 'cleared' ORDER BY id DESC LIMIT 1`, [ruleId]);
      return rows[0] ? toAlert(rows[0]) : null;
    },
    /** The new alert of a rule, or null when the same cause raised one already. */
    async insertUncovered({ keyAreaId, ruleId, maxUnseenMinutes, position, cause, raisedAt }: UncoveredArea): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(
        `INSERT INTO alerts AS a (kind, status, key_area_id, rule_id, max_unseen_minutes, position, raised_at, cause)
         VALUES ('area-uncovered', 'raised', $1, $2, $3, ST_SetSRID(ST_MakePoint($4, $5), 4326), $6, $7)
         ON CONFLICT (kind, key_area_id, cause) WHERE key_area_id IS NOT NULL DO NOTHING RETURNING ${COLUMNS}`,
        [keyAreaId, ruleId, maxUnseenMinutes, ...position, raisedAt, cause],
      );
      return rows[0] ? toAlert(rows[0]) : null;
    },
    /** The alerts of rules that are not cleared; `ruleId` null = the rule has been taken away. */
    async findOfRules(): Promise<Array<{ ruleId: number | null; alertId: number; raisedAtMs: number }>> {
      const { rows } = await db.query<{ rule_id: number | null; id: number; raised_at: Date }>(
        `SELECT rule_id, id, raised_at FROM alerts WHERE kind = 'area-uncovered' AND status <> 'cleared' ORDER BY id`,
      );
      return rows.map((row) => ({ ruleId: row.rule_id, alertId: row.id, raisedAtMs: row.raised_at.getTime() }));
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
