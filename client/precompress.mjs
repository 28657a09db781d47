// After the build: a Brotli and a gzip copy beside every text asset, so that the server never compresses while serving.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const folder = fileURLToPath(new URL('./dist/', import.meta.url));
// Quality 11 takes ten times as long as 9 for 3 %.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(m?js|css|html|svg|json)$/.test(name));
await Promise.all(
  names.map(async (name) => {
    const bytes = await readFile(folder + name);
    await writeFile(`${folder}${name}.br`, await promisify(brotliCompress)(bytes, BROTLI));
    await writeFile(`${folder}${name}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }),
);
