import type { CoverageRule, NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import type { Queryable } from '../../plugins/postgres.ts';

interface RuleRow {
  id: number;
  key_area_id: number;
  weekdays: number[];
  start_minute: number;
  end_minute: number;
  max_unseen_minutes: number;
  min_seen_share: number;
  enabled: boolean;
}

const COLUMNS = 'id, key_area_id, weekdays, start_minute, end_minute, max_unseen_minutes, min_seen_share, enabled';

function toRule(row: RuleRow): CoverageRule {
  return {
    id: row.id,
    keyAreaId: row.key_area_id,
    weekdays: row.weekdays,
    startMinute: row.start_minute,
    endMinute: row.end_minute,
    maxUnseenMinutes: row.max_unseen_minutes,
    minSeenShare: row.min_seen_share,
    enabled: row.enabled,
  };
}

const toValues = (rule: NewCoverageRule) => [
  rule.keyAreaId,
  rule.weekdays.toSorted(),
  rule.startMinute,
  rule.endMinute,
  rule.maxUnseenMinutes,
  rule.minSeenShare,
  rule.enabled,
];

/** All SQL of coverage rules. */
export function createRulesRepository(db: Queryable) {
  return {
    async findAll(): Promise<CoverageRule[]> {
      const { rows } = await db.query<RuleRow>(
        `SELECT ${COLUMNS} FROM coverage_rules ORDER BY key_area_id, start_minute, id`,
      );
      return rows.map(toRule);
    },
    async insert(rule: NewCoverageRule, client: Queryable): Promise<CoverageRule> {
      const { rows } = await client.query<RuleRow>(
        `INSERT INTO coverage_rules (key_area_id, weekdays, start_minute, end_minute, max_unseen_minutes, min_seen_share, enabled)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
        toValues(rule),
      );
      return toRule(rows[0]!);
    },
    /** The rule as it was, locked until the transaction ends; null when there is none. */
    async lock(id: number, client: Queryable): Promise<CoverageRule | null> {
      const { rows } = await client.query<RuleRow>(`SELECT ${COLUMNS} FROM coverage_rules WHERE id = $1 FOR UPDATE`, [
        id,
      ]);
      return rows[0] ? toRule(rows[0]) : null;
    },
    async update(id: number, rule: NewCoverageRule, client: Queryable): Promise<CoverageRule> {
      const { rows } = await client.query<RuleRow>(
        `UPDATE coverage_rules SET key_area_id = $2, weekdays = $3, start_minute = $4, end_minute = $5, max_unseen_minutes = $6, min_seen_share = $7, enabled = $8
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, ...toValues(rule)],
      );
      return toRule(rows[0]!);
    },
    async delete(id: number, client: Queryable): Promise<void> {
      await client.query('DELETE FROM coverage_rules WHERE id = $1', [id]);
    },
  };
}

export type RulesRepository = ReturnType<typeof createRulesRepository>;
