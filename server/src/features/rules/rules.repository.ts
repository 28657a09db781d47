import type { AlertRule, NewAlertRule } from '@liaowang/shared/schemas/alert-rule';
import type { Queryable } from '../../plugins/postgres.ts';

interface RuleRow {
  id: number;
  kind: AlertRule['kind'];
  params: AlertRule['params'];
  weekdays: number[];
  start_minute: number;
  end_minute: number;
  enabled: boolean;
  version: number;
}

const COLUMNS = 'id, kind, params, weekdays, start_minute, end_minute, enabled, version';

function toRule(row: RuleRow): AlertRule {
  return {
    id: row.id,
    kind: row.kind,
    params: row.params,
    schedule: { weekdays: row.weekdays, startMinute: row.start_minute, endMinute: row.end_minute },
    enabled: row.enabled,
    version: row.version,
    // Kind and parameters went in together, by the kind's definition.
  } as AlertRule;
}

const toValues = ({ kind, params, schedule, enabled }: NewAlertRule) => [
  kind,
  JSON.stringify(params),
  schedule.weekdays.toSorted(),
  schedule.startMinute,
  schedule.endMinute,
  enabled,
];

/** All SQL of alert rules. */
export function createRulesRepository(db: Queryable) {
  return {
    async findAll(): Promise<AlertRule[]> {
      const { rows } = await db.query<RuleRow>(`SELECT ${COLUMNS} FROM alert_rules ORDER BY id`);
      return rows.map(toRule);
    },
    async insert(rule: NewAlertRule, client: Queryable): Promise<AlertRule> {
      const { rows } = await client.query<RuleRow>(
        `INSERT INTO alert_rules (kind, params, weekdays, start_minute, end_minute, enabled) VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
        toValues(rule),
      );
      return toRule(rows[0]!);
    },
    /** The rule as it was, locked until the transaction ends; null when there is none. */
    async lock(id: number, client: Queryable): Promise<AlertRule | null> {
      const { rows } = await client.query<RuleRow>(`SELECT ${COLUMNS} FROM alert_rules WHERE id = $1 FOR UPDATE`, [id]);
      return rows[0] ? toRule(rows[0]) : null;
    },
    async update(id: number, rule: NewAlertRule, client: Queryable): Promise<AlertRule> {
      const { rows } = await client.query<RuleRow>(
        `UPDATE alert_rules SET kind = $2, params = $3, weekdays = $4, start_minute = $5, end_minute = $6, enabled = $7, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, ...toValues(rule)],
      );
      return toRule(rows[0]!);
    },
    async delete(id: number, client: Queryable): Promise<void> {
      await client.query('DELETE FROM alert_rules WHERE id = $1', [id]);
    },
  };
}

export type RulesRepository = ReturnType<typeof createRulesRepository>;
