// After the build: a gzip copy beside every text asset, so that the server never compresses files while serving.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const folder = fileURLToPath(new URL('./dist/', import.meta.url));

const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(m?js|css|html|svg|json)$/.test(name));
await Promise.all(
  names.map(async (name) =>
    writeFile(`${folder}${name}.gz`, await promisify(gzip)(await readFile(folder + name), { level: 9 })),
  ),
);
