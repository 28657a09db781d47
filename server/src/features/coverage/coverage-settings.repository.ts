import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { Queryable } from '../../plugins/postgres.ts';

/** All SQL of the settings of coverage, which are one row or none. */
export function createCoverageSettingsRepository(db: Queryable) {
  return {
    /** What is stored, of whatever version; undefined while nobody has changed them. */
    async find(): Promise<unknown> {
      return (await db.query<{ settings: unknown }>('SELECT settings FROM coverage_settings')).rows[0]?.settings;
    },
    /** As {@link find}, and nobody else changes them until the transaction ends. */
    async lock(client: Queryable): Promise<unknown> {
      return (await client.query<{ settings: unknown }>('SELECT settings FROM coverage_settings FOR UPDATE')).rows[0]
        ?.settings;
    },
    async save(settings: CoverageSettings, accountId: number, client: Queryable): Promise<void> {
      await client.query(
        `INSERT INTO coverage_settings (settings, updated_by) VALUES ($1, $2)
         ON CONFLICT (only_row) DO UPDATE SET settings = excluded.settings, updated_by = excluded.updated_by, updated_at = now()`,
        [JSON.stringify(settings), accountId],
      );
    },
  };
}
