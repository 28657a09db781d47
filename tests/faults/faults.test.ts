import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { readFaults } from './catalogue.ts';
import { hasNativePostgres } from '../support/native-postgres.ts';
import { openInstallation, type DatabaseKind, type Installation } from './installation.ts';
import { runRound } from './round.ts';

/** The short form of `npm run faults`: a round of the faults that take seconds, on the built product. */
const PHONES = 20;
const LOAD = { intervalMs: 200, fixesBefore: 60, fixesAfter: 100 };
const SEED = 1;
/** CI has both. */
const DATABASES: readonly DatabaseKind[] =
  process.env['CI'] || (await hasNativePostgres()) ? ['embedded', 'native'] : ['embedded'];

const faults = (await readFaults()).map(({ fault }) => fault);

describe.each(DATABASES)('with its %s database', (database) => {
  let installation: Installation | undefined;
  beforeAll(async () => {
    installation = await openInstallation(database, PHONES);
  });
  afterAll(() => installation?.close());

  it.each(faults.filter(({ short }) => short?.includes(database)))(
    '$title: nothing is lost or doubled, and all recovers by itself',
    async (fault) => {
      const result = await runRound(installation!, fault, createRandom(SEED), LOAD);
      expect(result.complaints).toEqual([]);
      expect(result.acknowledged).toBeGreaterThanOrEqual(LOAD.fixesBefore + LOAD.fixesAfter);
    },
  );
});
