import type { NewCoveragePlan, PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Queryable } from '../../plugins/postgres.ts';

/** A plan with whose it is. */
export interface StoredPlan extends NewCoveragePlan {
  id: number;
  version: number;
  createdBy: LocalizedName;
  ownerId: number;
  createdAt: Date;
  updatedAt: Date;
  appliedAt: Date | null;
  isBackup: boolean;
}

interface PlanRow {
  id: number;
  name: string;
  note: string;
  definition: PlanDefinition;
  version: number;
  author_zh: string;
  author_en: string;
  created_by: number;
  created_at: Date;
  updated_at: Date;
  applied_at: Date | null;
  is_backup: boolean;
}

/** More than anybody can look through; the oldest beyond are left out. */
const MAX_LISTED = 500;

/** A written row `p` with the name of whoever made it. */
const withAuthor = (statement: string): string =>
  `WITH p AS (${statement} RETURNING *)
   SELECT p.id, p.name, p.note, p.definition, p.version, a.name_zh AS author_zh, a.name_en AS author_en, p.created_by, p.created_at, p.updated_at, p.applied_at, p.is_backup
   FROM p JOIN accounts a ON a.id = p.created_by`;

const SELECT = `SELECT p.id, p.name, p.note, p.definition, p.version, a.name_zh AS author_zh, a.name_en AS author_en, p.created_by, p.created_at, p.updated_at, p.applied_at, p.is_backup
  FROM coverage_plans p JOIN accounts a ON a.id = p.created_by`;

/** `$1` is a branch, or null for the whole city. */
const IN_SCOPE = '($1::int IS NULL OR a.branch_id = $1)';

function toPlan(row: PlanRow): StoredPlan {
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    definition: row.definition,
    version: row.version,
    createdBy: { zh: row.author_zh, en: row.author_en },
    ownerId: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    appliedAt: row.applied_at,
    isBackup: row.is_backup,
  };
}

/** All SQL of plans. `client` works inside its transaction. */
export function createPlansRepository(db: Queryable) {
  return {
    /** Changed last first; of a branch: those that its accounts made. */
    async findAll(scopeBranchId: number | null): Promise<StoredPlan[]> {
      return (
        await db.query<PlanRow>(
          `${SELECT} WHERE ${IN_SCOPE} ORDER BY p.updated_at DESC, p.id DESC LIMIT ${MAX_LISTED}`,
          [scopeBranchId],
        )
      ).rows.map(toPlan);
    },
    async findById(id: number, scopeBranchId: number | null): Promise<StoredPlan | null> {
      const row = (await db.query<PlanRow>(`${SELECT} WHERE ${IN_SCOPE} AND p.id = $2`, [scopeBranchId, id])).rows[0];
      return row ? toPlan(row) : null;
    },
    /** The plan, which nobody else can write until the transaction ends. */
    async findForUpdate(id: number, client: Queryable): Promise<StoredPlan | null> {
      const row = (await client.query<PlanRow>(`${SELECT} WHERE p.id = $1 FOR UPDATE OF p`, [id])).rows[0];
      return row ? toPlan(row) : null;
    },
    async insert(
      plan: NewCoveragePlan & { isBackup: boolean },
      accountId: number,
      client: Queryable,
    ): Promise<StoredPlan> {
      const { rows } = await client.query<PlanRow>(
        withAuthor(
          'INSERT INTO coverage_plans (name, note, definition, created_by, is_backup) VALUES ($1, $2, $3, $4, $5)',
        ),
        [plan.name, plan.note, JSON.stringify(plan.definition), accountId, plan.isBackup],
      );
      return toPlan(rows[0] as PlanRow);
    },
    async update(id: number, plan: NewCoveragePlan, client: Queryable): Promise<StoredPlan> {
      const { rows } = await client.query<PlanRow>(
        withAuthor(
          'UPDATE coverage_plans SET name = $2, note = $3, definition = $4, version = version + 1, updated_at = now() WHERE id = $1',
        ),
        [id, plan.name, plan.note, JSON.stringify(plan.definition)],
      );
      return toPlan(rows[0] as PlanRow);
    },
    async markApplied(id: number, client: Queryable): Promise<StoredPlan> {
      return toPlan(
        (await client.query<PlanRow>(withAuthor('UPDATE coverage_plans SET applied_at = now() WHERE id = $1'), [id]))
          .rows[0] as PlanRow,
      );
    },
    /** The plan that was deleted, or null when there is none. */
    async remove(id: number, client: Queryable): Promise<StoredPlan | null> {
      const row = (await client.query<PlanRow>(withAuthor('DELETE FROM coverage_plans WHERE id = $1'), [id])).rows[0];
      return row ? toPlan(row) : null;
    },
    /** Index of the first place outside the jurisdiction, or null. */
    async findOutside(places: readonly LngLat[]): Promise<number | null> {
      if (places.length === 0) return null;
      const { rows } = await db.query<{ n: number }>(
        `SELECT q.n::int AS n FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS q(lng, lat, n)
         WHERE NOT EXISTS (SELECT 1 FROM jurisdictions j WHERE ST_Covers(j.boundary, ST_SetSRID(ST_MakePoint(q.lng, q.lat), 4326)))
         ORDER BY q.n LIMIT 1`,
        [places.map(([lng]) => lng), places.map(([, lat]) => lat)],
      );
      return rows[0] ? rows[0].n - 1 : null;
    },
  };
}

export type PlansRepository = ReturnType<typeof createPlansRepository>;
