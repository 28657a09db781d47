import { Value } from 'typebox/value';
import { compareAlerts } from '@liaowang/shared/analysis/alerts/alert-order';
import type { Alert, AlertStatus } from '@liaowang/shared/schemas/alert';
import { ALERT_KINDS, type AlertDetail, type AlertKind } from '@liaowang/shared/schemas/alert-kinds';
import type { AlertSubjectKind } from '@liaowang/shared/schemas/alert-definition';
import { RULE_KINDS } from '@liaowang/shared/schemas/alert-rule';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

interface AlertRow {
  id: number;
  kind: AlertKind;
  status: AlertStatus;
  subject_kind: AlertSubjectKind;
  subject_id: number | null;
  branch_id: number | null;
  member_unit_ids: number[];
  affected_units: number;
  spans_branches: boolean;
  count: number;
  lng: number | null;
  lat: number | null;
  raised_at: Date;
  acknowledged_at: Date | null;
  taker_zh: string | null;
  taker_en: string | null;
  detail: object;
}

/**
 * Alerts as the branch `$1` sees them (null: the whole city): of many units only its own. An alert that holds none of its
 * units any more is cleared for it.
 */
const VIEWS = `
  SELECT a.id, a.kind, a.subject_kind, a.subject_id, a.count, a.raised_at, a.acknowledged_at, a.detail,
    CASE WHEN a.subject_kind = 'units' AND $1::int IS NOT NULL AND m.own_silent IS NULL THEN 'cleared' ELSE a.status END AS status,
    CASE WHEN a.subject_kind = 'units' THEN $1::int ELSE coalesce(u.branch_id, k.branch_id) END AS branch_id,
    coalesce(m.own_silent, '{}') AS member_unit_ids, coalesce(m.own_affected, 0)::int AS affected_units, coalesce(m.others_silent, false) AS spans_branches,
    ST_X(a.position) AS lng, ST_Y(a.position) AS lat, t.name_zh AS taker_zh, t.name_en AS taker_en
  FROM alerts a
  LEFT JOIN units u ON a.subject_kind = 'unit' AND u.id = a.subject_id
  LEFT JOIN key_areas k ON a.subject_kind = 'key-area' AND k.id = a.subject_id
  LEFT JOIN accounts t ON t.id = a.acknowledged_by
  LEFT JOIN LATERAL (
    SELECT array_agg(s.unit_id ORDER BY s.unit_id) FILTER (WHERE s.returned_at IS NULL AND s.is_own) AS own_silent,
      count(*) FILTER (WHERE s.is_own) AS own_affected,
      bool_or(s.returned_at IS NULL AND NOT s.is_own) AS others_silent
    FROM (
      SELECT au.unit_id, au.returned_at, $1::int IS NULL OR mu.branch_id IS NOT DISTINCT FROM $1 AS is_own
      FROM alert_units au JOIN units mu ON mu.id = au.unit_id WHERE au.alert_id = a.id
    ) s
  ) m ON a.subject_kind = 'units'`;

/** What the branch `$1` may see at all. */
const IS_VISIBLE = `($1::int IS NULL OR (a.subject_kind <> 'units' AND coalesce(u.branch_id, k.branch_id) = $1) OR (a.subject_kind = 'units' AND m.own_silent IS NOT NULL))`;

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    priority: ALERT_KINDS[row.kind].priority,
    memberUnitIds: row.member_unit_ids,
    affectedUnitCount: row.affected_units,
    spansBranches: row.spans_branches,
    count: row.count,
    branchId: row.branch_id,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    raisedAt: row.raised_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    acknowledgedBy: row.taker_zh === null ? null : { zh: row.taker_zh, en: row.taker_en ?? '' },
    detail: row.detail,
    // Kind, subject and detail went in together, by the kind's definition.
  } as Alert;
}

/** An alert to be raised. */
export interface NewAlert<K extends AlertKind> {
  kind: K;
  /** Null where it is about `units`. */
  subjectId: number | null;
  position: LngLat | null;
  raisedAt: Date;
  /** What makes a second one the same: of one kind and subject each cause is told once. */
  cause: string;
  detail: AlertDetail<K>;
  /** How often it was raised until now. */
  count?: number;
  /** The rule that raises it. */
  ruleId?: number;
}

function assertDetail(kind: AlertKind, detail: object): void {
  const [first] = Value.Errors(ALERT_KINDS[kind].detail, detail);
  if (first) throw new Error(`The detail of an alert "${kind}" is wrong: ${first.instancePath} ${first.message}`);
}

/** An alert after a change: as the city sees it, and as each branch it concerns does. */
export interface AlertViews {
  city: Alert;
  branches: Array<{ branchId: number; alert: Alert }>;
}

/** An alert of a rule that is not cleared. */
export interface StandingOfRule {
  ruleId: number | null;
  alertId: number;
  subjectId: number;
  raisedAtMs: number;
  position: LngLat | null;
  detail: object;
}

/** What lasts longer than so many days without a break rings anew after a restart. */
const CLOSED_DAYS = 7;

const toOfRule = (row: AlertRow & { rule_id: number | null }): StandingOfRule => ({
  ruleId: row.rule_id,
  alertId: row.id,
  subjectId: row.subject_id!,
  raisedAtMs: row.raised_at.getTime(),
  position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
  detail: row.detail,
});

/** The SQL of alerts of any kind. */
export function createAlertsRepository(db: Queryable) {
  async function findView(id: number, branchId: number | null, client: Queryable): Promise<Alert | null> {
    const { rows } = await client.query<AlertRow>(`${VIEWS} WHERE a.id = $2`, [branchId, id]);
    return rows[0] ? toAlert(rows[0]) : null;
  }

  return {
    /** The id of the new alert, or null when this one was raised already. */
    async insert<K extends AlertKind>(alert: NewAlert<K>, client: Queryable = db): Promise<number | null> {
      assertDetail(alert.kind, alert.detail);
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO alerts (kind, status, subject_kind, subject_id, position, raised_at, cause, detail, count, rule_id)
         VALUES ($1, 'raised', $2, $3, ST_SetSRID(ST_MakePoint($4, $5), 4326), $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
        [
          alert.kind,
          ALERT_KINDS[alert.kind].subject,
          alert.subjectId,
          alert.position?.[0] ?? null,
          alert.position?.[1] ?? null,
          alert.raisedAt,
          alert.cause,
          JSON.stringify(alert.detail),
          alert.count ?? 1,
          alert.ruleId ?? null,
        ],
      );
      return rows[0]?.id ?? null;
    },
    /** Changes what only the kind of an alert tells; fields that are left out stay. */
    async changeDetail<K extends AlertKind>(
      kind: K,
      id: number,
      change: Partial<AlertDetail<K>>,
      client: Queryable,
    ): Promise<void> {
      const { rows } = await client.query<{ detail: object }>(
        'UPDATE alerts SET detail = detail || $3 WHERE id = $1 AND kind = $2 RETURNING detail',
        [id, kind, JSON.stringify(change)],
      );
      for (const { detail } of rows) assertDetail(kind, detail);
    },
    /** What was told of a rule and a subject last, unless that was before `since`. */
    async findToldOfRule(
      ruleId: number,
      subjectId: number,
      since: Date,
    ): Promise<{ id: number; isStanding: boolean } | null> {
      const { rows } = await db.query<{ id: number; is_standing: boolean }>(
        `SELECT id, status <> 'cleared' AS is_standing FROM alerts WHERE rule_id = $1 AND subject_id = $2 AND (status <> 'cleared' OR raised_at >= $3)
         ORDER BY status <> 'cleared' DESC, id DESC LIMIT 1`,
        [ruleId, subjectId, since],
      );
      return rows[0] ? { id: rows[0].id, isStanding: rows[0].is_standing } : null;
    },
    /** The alerts of rules that are not cleared; `ruleId` null = the rule has been taken away. */
    async findOfRules(): Promise<StandingOfRule[]> {
      const { rows } = await db.query<AlertRow & { rule_id: number | null }>(
        `SELECT id, rule_id, subject_id, raised_at, detail, ST_X(position) AS lng, ST_Y(position) AS lat FROM alerts
         WHERE kind = ANY($1) AND status <> 'cleared' ORDER BY id`,
        [Object.keys(RULE_KINDS)],
      );
      return rows.map(toOfRule);
    },
    /** The newest cleared alert of each rule and subject, of the last days. */
    async findClosedOfRules(): Promise<StandingOfRule[]> {
      const { rows } = await db.query<AlertRow & { rule_id: number | null }>(
        `SELECT DISTINCT ON (rule_id, subject_id) id, rule_id, subject_id, raised_at, detail, ST_X(position) AS lng, ST_Y(position) AS lat
         FROM alerts WHERE rule_id IS NOT NULL AND status = 'cleared' AND raised_at > now() - make_interval(days => $1)
         ORDER BY rule_id, subject_id, id DESC`,
        [CLOSED_DAYS],
      );
      return rows.map(toOfRule);
    },
    /**
     * Every alert that is not cleared and that the branch (null: the city) may see, in the order of `compareAlerts`.
     * All of them: there is at most one open call and one silence a unit and one alert a rule and subject, and nobody may miss one.
     */
    async findNotCleared(branchId: number | null): Promise<Alert[]> {
      const { rows } = await db.query<AlertRow>(`${VIEWS} WHERE a.status <> 'cleared' AND ${IS_VISIBLE}`, [branchId]);
      return rows.map(toAlert).toSorted(compareAlerts);
    },
    /** An alert as a branch (null: the city) sees it, cleared or not; null where it may not. */
    async findById(id: number, branchId: number | null): Promise<Alert | null> {
      const { rows } = await db.query<AlertRow>(`${VIEWS} WHERE a.id = $2 AND ${IS_VISIBLE}`, [branchId, id]);
      return rows[0] ? toAlert(rows[0]) : null;
    },
    /** An alert as everybody whom it concerns sees it. */
    async findViews(id: number, client: Queryable = db): Promise<AlertViews> {
      const city = (await findView(id, null, client))!;
      if (city.subjectKind !== 'units')
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
        `UPDATE alerts SET status = 'acknowledged', acknowledged_at = now(), acknowledged_by = $2 WHERE id = $1 AND status = 'raised'`,
        [id, accountId],
      );
      return rowCount === 1;
    },
    /** Whether it waits again: false unless the account itself took it, and it is not cleared. */
    async release(id: number, accountId: number, client: Queryable): Promise<boolean> {
      const { rowCount } = await client.query(
        `UPDATE alerts SET status = 'raised', acknowledged_at = NULL, acknowledged_by = NULL
         WHERE id = $1 AND status = 'acknowledged' AND acknowledged_by = $2`,
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
