import type { Alert, AlertKind, AlertStatus } from '@liaowang/shared/schemas/alert';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

interface AlertRow {
  id: number;
  kind: AlertKind;
  status: AlertStatus;
  unit_id: number | null;
  key_area_id: number | null;
  max_unseen_minutes: number | null;
  branch_id: number | null;
  member_unit_ids: number[];
  affected_units: number;
  spans_branches: boolean;
  count: number;
  lng: number | null;
  lat: number | null;
  last_lng: number | null;
  last_lat: number | null;
  raised_at: Date;
  pressed_at: Date | null;
  last_pressed_at: Date | null;
  overdue_at: Date | null;
  acknowledged_at: Date | null;
  taker_zh: string | null;
  taker_en: string | null;
}

/**
 * Alerts as the branch `$1` sees them (null: the whole city): of an outage only its own units. An outage that holds none
 * of its units any more is cleared for it.
 */
const VIEWS = `
  SELECT a.id, a.kind, a.unit_id, a.key_area_id, a.max_unseen_minutes, a.count, a.raised_at, a.overdue_at, a.acknowledged_at,
    CASE WHEN a.kind = 'units-lost' AND $1::int IS NOT NULL AND m.own_silent IS NULL THEN 'cleared' ELSE a.status END AS status,
    CASE WHEN a.kind = 'units-lost' THEN $1::int ELSE coalesce(u.branch_id, k.branch_id) END AS branch_id,
    coalesce(m.own_silent, '{}') AS member_unit_ids, coalesce(m.own_affected, 0)::int AS affected_units, coalesce(m.others_silent, false) AS spans_branches,
    ST_X(a.position) AS lng, ST_Y(a.position) AS lat, ST_X(a.last_position) AS last_lng, ST_Y(a.last_position) AS last_lat,
    CASE WHEN a.kind = 'sos' THEN coalesce(a.pressed_at, a.raised_at) END AS pressed_at,
    CASE WHEN a.kind = 'sos' THEN coalesce(a.last_pressed_at, a.pressed_at, a.raised_at) END AS last_pressed_at,
    t.name_zh AS taker_zh, t.name_en AS taker_en
  FROM alerts a
  LEFT JOIN units u ON u.id = a.unit_id
  LEFT JOIN key_areas k ON k.id = a.key_area_id
  LEFT JOIN accounts t ON t.id = a.acknowledged_by
  LEFT JOIN LATERAL (
    SELECT array_agg(s.unit_id ORDER BY s.unit_id) FILTER (WHERE s.returned_at IS NULL AND s.is_own) AS own_silent,
      count(*) FILTER (WHERE s.is_own) AS own_affected,
      bool_or(s.returned_at IS NULL AND NOT s.is_own) AS others_silent
    FROM (
      SELECT au.unit_id, au.returned_at, $1::int IS NULL OR mu.branch_id IS NOT DISTINCT FROM $1 AS is_own
      FROM alert_units au JOIN units mu ON mu.id = au.unit_id WHERE au.alert_id = a.id
    ) s
  ) m ON a.kind = 'units-lost'`;

/** What the branch `$1` may see at all. */
const IS_VISIBLE = `($1::int IS NULL OR (a.kind <> 'units-lost' AND coalesce(u.branch_id, k.branch_id) = $1) OR (a.kind = 'units-lost' AND m.own_silent IS NOT NULL))`;

function toLngLat(lng: number | null, lat: number | null): LngLat | null {
  return lng === null || lat === null ? null : [lng, lat];
}

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    unitId: row.unit_id,
    memberUnitIds: row.member_unit_ids,
    affectedUnitCount: row.affected_units,
    spansBranches: row.spans_branches,
    count: row.count,
    keyAreaId: row.key_area_id,
    maxUnseenMinutes: row.max_unseen_minutes,
    branchId: row.branch_id,
    position: toLngLat(row.lng, row.lat),
    lastPosition: toLngLat(row.last_lng, row.last_lat),
    raisedAt: row.raised_at.toISOString(),
    pressedAt: row.pressed_at?.toISOString() ?? null,
    lastPressedAt: row.last_pressed_at?.toISOString() ?? null,
    overdueAt: row.overdue_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.taker_zh === null ? null : { zh: row.taker_zh, en: row.taker_en ?? '' },
  };
}

/** An alert after a change: as the city sees it, and as each branch it concerns does. */
export interface AlertViews {
  city: Alert;
  branches: Array<{ branchId: number; alert: Alert }>;
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

/** The SQL of alerts of any kind. */
export function createAlertsRepository(db: Queryable) {
  async function findView(id: number, branchId: number | null, client: Queryable): Promise<Alert | null> {
    const { rows } = await client.query<AlertRow>(`${VIEWS} WHERE a.id = $2`, [branchId, id]);
    return rows[0] ? toAlert(rows[0]) : null;
  }

  return {
    /** The alert of a rule that stands already, by its id, or null. */
    async findStandingOfRule(ruleId: number): Promise<number | null> {
      const { rows } = await db.query<{ id: number }>(
        `SELECT id FROM alerts WHERE rule_id = $1 AND status <> 'cleared' ORDER BY id DESC LIMIT 1`,
        [ruleId],
      );
      return rows[0]?.id ?? null;
    },
    /** The id of a rule's new alert, or null when the same cause raised one already. */
    async insertUncovered({
      keyAreaId,
      ruleId,
      maxUnseenMinutes,
      position,
      cause,
      raisedAt,
    }: UncoveredArea): Promise<number | null> {
      const { rows } = await db.query<{ id: number }>(
        `INSERT INTO alerts (kind, status, key_area_id, rule_id, max_unseen_minutes, position, raised_at, cause)
         VALUES ('area-uncovered', 'raised', $1, $2, $3, ST_SetSRID(ST_MakePoint($4, $5), 4326), $6, $7)
         ON CONFLICT (kind, key_area_id, cause) WHERE key_area_id IS NOT NULL DO NOTHING RETURNING id`,
        [keyAreaId, ruleId, maxUnseenMinutes, ...position, raisedAt, cause],
      );
      return rows[0]?.id ?? null;
    },
    /** The alerts of rules that are not cleared; `ruleId` null = the rule has been taken away. */
    async findOfRules(): Promise<Array<{ ruleId: number | null; alertId: number; raisedAtMs: number }>> {
      const { rows } = await db.query<{ rule_id: number | null; id: number; raised_at: Date }>(
        `SELECT rule_id, id, raised_at FROM alerts WHERE kind = 'area-uncovered' AND status <> 'cleared' ORDER BY id`,
      );
      return rows.map((row) => ({ ruleId: row.rule_id, alertId: row.id, raisedAtMs: row.raised_at.getTime() }));
    },
    /**
     * Every alert that is not cleared and that the branch (null: the city) may see, in the order of `compareAlerts`.
     * All of them: there is at most one open call and one silence a unit and one alert a rule, and nobody may miss one.
     */
    async findNotCleared(branchId: number | null): Promise<Alert[]> {
      const { rows } = await db.query<AlertRow>(
        `${VIEWS} WHERE a.status <> 'cleared' AND ${IS_VISIBLE} ORDER BY (a.status = 'raised') DESC, (a.kind = 'sos') DESC, a.raised_at DESC, a.id DESC`,
        [branchId],
      );
      return rows.map(toAlert);
    },
    /** An alert as a branch (null: the city) sees it, cleared or not; null where it may not. */
    async findById(id: number, branchId: number | null): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(`${VIEWS} WHERE a.id = $2 AND ${IS_VISIBLE}`, [branchId, id]);
      return rows[0] ? toAlert(rows[0]) : null;
    },
    /** An alert as everybody whom it concerns sees it. */
    async findViews(id: number, client: Queryable = db): Promise<AlertViews> {
      const city = (await findView(id, null, client))!;
      if (city.kind !== 'units-lost')
        return { city, branches: city.branchId === null ? [] : [{ branchId: city.branchId, alert: city }] };
      const { rows } = await client.query<{ branch_id: number }>(
        'SELECT DISTINCT u.branch_id FROM alert_units m JOIN units u ON u.id = m.unit_id WHERE m.alert_id = $1 AND u.branch_id IS NOT NULL ORDER BY 1',
        [id],
      );
      const branches: AlertViews['branches'] = [];
      for (const { branch_id: branchId } of rows)
        branches.push({ branchId, alert: (await findView(id, branchId, client))! });
      return { city, branches };
    },
    /** Whether it was taken now: false when somebody has already, or it is cleared. */
    async acknowledge(id: number, accountId: number, client: Queryable): Promise<boolean> {
      const { rowCount } = await client.query(
        `UPDATE alerts SET status = 'acknowledged', acknowledged_at = now(), acknowledged_by = $2, known_press_at = last_pressed_at WHERE id = $1 AND status = 'raised'`,
        [id, accountId],
      );
      return rowCount === 1;
    },
    /** Whether it was cleared now. */
    async clear(id: number, client: Queryable = db): Promise<boolean> {
      const { rowCount } = await client.query(
        `UPDATE alerts SET status = 'cleared', cleared_at = now() WHERE id = $1 AND status <> 'cleared'`,
        [id],
      );
      return rowCount === 1;
    },
  };
}

export type AlertsRepository = ReturnType<typeof createAlertsRepository>;
