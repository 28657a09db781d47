import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgis } from './embedded-postgis/embedded-postgis.ts';
import { createAuditRepository } from './features/audit/audit.repository.ts';
import { readTileFile } from './features/basemaps/tile-file/tile-file.ts';
import { loadRoads } from './features/roads/load-roads.ts';
import { inTransaction } from './features/roads/roads.repository.ts';
import { readConfig, type Config } from './plugins/config.ts';

/* `npm run roads`: loads a city's own roads in the place of all earlier ones (docs/operations.md). */

const HELP =
  'npm run roads -- FILE [--name-field NAME] [--name-en-field NAME] [--class-field NAME] [--datum wgs84|gcj02|bd09|cgcs2000] [--dry-run]';
const DATUMS = ['wgs84', 'gcj02', 'bd09', 'cgcs2000'] as const;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The database of the settings. The embedded one belongs to a server that runs: this starts it where none does. */
async function openDatabase(config: Config): Promise<{ connectionString: string; close(): Promise<void> }> {
  if (config.databaseUrl !== undefined) return { connectionString: config.databaseUrl, close: async () => undefined };
  try {
    const embedded = await startEmbeddedPostgis({ dataDirectory: config.dataFolder });
    return { connectionString: embedded.connectionString, close: () => embedded.stop() };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why} With the embedded database, roads are loaded while the server does not run.`, {
      cause: error,
    });
  }
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'name-field': { type: 'string' },
      'name-en-field': { type: 'string' },
      'class-field': { type: 'string' },
      datum: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [path, ...more] = positionals;
  const datum = DATUMS.find((each) => each === values.datum);
  if (values.help || path === undefined || more.length > 0 || (values.datum !== undefined && datum === undefined)) {
    say(HELP);
    return values.help ? 0 : 1;
  }
  if (path.endsWith('.pmtiles')) await readTileFile(path, true);
  const database = await openDatabase(readConfig(process.env, []));
  const client = new pg.Client({ connectionString: database.connectionString });
  try {
    await client.connect();
    const options = {
      nameField: values['name-field'],
      nameEnField: values['name-en-field'],
      classField: values['class-field'],
      datum,
    };
    const lines = await inTransaction(client, values['dry-run'], async () => {
      const said = await loadRoads(path, options, client);
      const detail = { file: basename(path), said };
      await createAuditRepository(client).insert({
        accountId: null,
        action: 'roads.replaced',
        subject: 'roads',
        detail,
      });
      return said;
    });
    for (const line of lines) say(line);
    say(values['dry-run'] ? 'Dry run: nothing was written.' : 'Stored. Pages show them when they are loaded anew.');
    return 0;
  } finally {
    await client.end();
    await database.close();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`Cannot load these roads: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
