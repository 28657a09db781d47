import type { CoveragePlan, NewCoveragePlan, PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

interface PlanRow {
  id: number; name: string; note: string; definition: PlanDefinition; version: number; author_zh: string; author_en: string;
  created_at: Date; updated_at: Date; applied_at: Date | null; is_backup: boolean;
}

/** More than anybody can look through; the oldest beyond are left out. */
const MAX_LISTED = 500;

/** A written row `p` with the name of whoever made it. */
const withAuthor = (statement: string): string =>
  `WITH p AS (${statement} RETURNING *)
   SELECT p.id, p.name, p.note, p.definition, p.version, a.name_zh AS author_zh, a.name_en AS author_en, p.created_at, p.updated_at, p.applied_at, p.is_backup
   FROM p JOIN accounts a ON a.id = p.created_by`;

const SELECT = `SELECT p.id, p.name, p.note, p.definition, p.version, a.name_zh AS author_zh, a.name_en AS author_en, p.created_at, p.updated_at, p.applied_at, p.is_backup
  FROM coverage_plans p JOIN accounts a ON a.id = p.created_by`;

function toPlan(row: PlanRow): CoveragePlan {
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    definition: row.definition,
    version: row.version,
    createdBy: { zh: row.author_zh, en: row.author_en },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    appliedAt: row.applied_at?.toISOString() ?? null,
    isBackup: row.is_backup,
  };
}

/** All SQL of plans. `client` works inside its transaction. */
export function createPlansRepository(db: Queryable) {
  return {
    /** Changed last first. */
    async findAll(): Promise<CoveragePlan[]> {
      return (await db.query<PlanRow>(`${SELECT} ORDER BY p.updated_at DESC, p.id DESC LIMIT ${MAX_LISTED}`)).rows.map(toPlan);
    },
    async findById(id: number): Promise<CoveragePlan | null> {
      const row = (await db.query<PlanRow>(`${SELECT} WHERE p.id = $1`, [id])).rows[0];
      return row ? toPlan(row) : null;
    },
    /** The plan, which nobody else can write until the transaction ends. */
    async findForUpdate(id: number, client: Queryable): Promise<CoveragePlan | null> {
      const row = (await client.query<PlanRow>(`${SELECT} WHERE p.id = $1 FOR UPDATE OF p`, [id])).rows[0];
      return row ? toPlan(row) : null;
    },
    async insert(plan: NewCoveragePlan & { isBackup: boolean }, accountId: number, client: Queryable): Promise<CoveragePlan> {
      const { rows } = await client.query<PlanRow>(
        withAuthor('INSERT INTO coverage_plans (name, note, definition, created_by, is_backup) VALUES ($1, $2, $3, $4, $5)'),
        [plan.name, plan.note, JSON.stringify(plan.definition), accountId, plan.isBackup],
      );
      return toPlan(rows[0] as PlanRow);
    },
    async update(id: number, plan: NewCoveragePlan, client: Queryable): Promise<CoveragePlan> {
      const { rows } = await client.query<PlanRow>(
        withAuthor('UPDATE coverage_plans SET name = $2, note = $3, definition = $4, version = version + 1, updated_at = now() WHERE id = $1'),
        [id, plan.name, plan.note, JSON.stringify(plan.definition)],
      );
      return toPlan(rows[0] as PlanRow);
    },
    async markApplied(id: number, client: Queryable): Promise<CoveragePlan> {
      return toPlan((await client.query<PlanRow>(withAuthor('UPDATE coverage_plans SET applied_at = now() WHERE id = $1'), [id])).rows[0] as PlanRow);
    },
    /** The plan that was deleted, or null when there is none. */
    async remove(id: number, client: Queryable): Promise<CoveragePlan | null> {
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
