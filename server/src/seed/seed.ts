import type { Database, Queryable } from '../plugins/postgres.ts';
import { XINYI_TO_PLANT, findJurisdictionCode, plantJurisdiction } from './jurisdiction.ts';
import { readJurisdictionFile } from './jurisdiction-file.ts';
import { plantTopCategories } from './top-categories.ts';

interface SeedOptions {
  demo: boolean;
  jurisdictionFile: string | undefined;
  /** Plants the made-up city in the jurisdiction, as of `now`. */
  plantDemo(client: Queryable, now: Date): Promise<void>;
  /** Adds to the made-up city what it has gained since it was planted. */
  completeDemo(client: Queryable): Promise<void>;
  /** Is told each slow step. */
  report(step: string): void;
}

/** A database that cannot be served as asked; its message is one sentence for whoever starts the server. */
export class SeedRefused extends Error {}

/**
 * Made-up or real was decided when the database was first used, and stays: a demo must never look like a city, nor the
 * other way round. `wanted` counts for an empty database only; a city's is a city however it is started.
 */
async function decideDemo(client: Queryable, wanted: boolean): Promise<{ demo: boolean; isNew: boolean }> {
  const { rows } = await client.query<{ value: boolean }>(
    `SELECT value FROM installation WHERE key = 'demo' FOR UPDATE`,
  );
  const known = rows[0]?.value;
  if (known === undefined) {
    await client.query(`INSERT INTO installation (key, value) VALUES ('demo', $1)`, [JSON.stringify(wanted)]);
    return { demo: wanted, isNew: true };
  }
  if (known && !wanted) {
    throw new SeedRefused(
      'This database holds the made-up demo city, so it cannot be used with --no-demo. Choose another LIAOWANG_DATA or DATABASE_URL, or start without --no-demo.',
    );
  }
  return { demo: known, isNew: false };
}

/**
 * Plants the jurisdiction (Xinyi, or the one of a file), and in demo mode the made-up city, in an empty database. Returns
 * whether the database is a demo's.
 */
export async function seed(db: Database, options: SeedOptions): Promise<{ demo: boolean }> {
  const wanted = options.jurisdictionFile === undefined ? null : await readJurisdictionFile(options.jurisdictionFile);
  return db.transaction(async (client) => {
    const { demo, isNew } = await decideDemo(client, options.demo);
    if (demo && wanted !== null) {
      throw new SeedRefused(
        'JURISDICTION_FILE cannot be used with the made-up demo city, which is Xinyi: start with --no-demo on an empty database, or without JURISDICTION_FILE.',
      );
    }
    const held = await findJurisdictionCode(client);
    if (wanted !== null && held !== null && held !== wanted.code) {
      throw new SeedRefused(
        `This database belongs to the jurisdiction ${held}, so it cannot be used for ${wanted.code}. Choose another LIAOWANG_DATA or DATABASE_URL.`,
      );
    }
    await plantTopCategories(client);
    if (isNew) {
      options.report('Planting the jurisdiction…');
      await plantJurisdiction(client, wanted ?? XINYI_TO_PLANT);
      if (demo) {
        options.report('Planting the made-up demo city (22 lookouts, 1,198 units, 18 months of incidents)…');
        await options.plantDemo(client, new Date());
      }
    }
    if (demo) await options.completeDemo(client);
    return { demo };
  });
}
