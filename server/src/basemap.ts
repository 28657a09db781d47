import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addTileFile, describeTileFile } from './features/basemaps/tile-file/add-tile-file.ts';
import { BASEMAPS_FOLDER_NAME } from './features/basemaps/tile-file/tile-folder.ts';
import { readConfig } from './plugins/config.ts';

/* `npm run basemap`: checks a PMTiles file and adds it to the basemaps, whether the server runs or not (docs/operations.md). */

const HELP = 'npm run basemap -- FILE.pmtiles [--name-zh NAME] [--name-en NAME] [--replace]';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'name-zh': { type: 'string' },
      'name-en': { type: 'string' },
      replace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [path, ...more] = positionals;
  if (values.help || path === undefined || more.length > 0) {
    say(HELP);
    process.exit(values.help ? 0 : 1);
  }
  const zh = values['name-zh'] ?? values['name-en'];
  const name = zh === undefined ? null : { zh, en: values['name-en'] ?? '' };
  const folder = join(readConfig(process.env, []).dataFolder, BASEMAPS_FOLDER_NAME);
  const { file, target } = await addTileFile(path, folder, { name, replace: values.replace });
  for (const line of describeTileFile(file)) say(line);
  say(`Added as ${target}.`);
  say(
    'Everybody may choose it now among the basemaps, last in the list; name, order and roles are set by an administrator.',
  );
} catch (error) {
  process.stderr.write(`Cannot add this basemap: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
