import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it.each(['client', 'server', 'shared'])('tests/%s has the folders of the sources, and no others', (workspace) => {
  const files = readdirSync(`${ROOT}tests/${workspace}`, { recursive: true, withFileTypes: true });
  const folders = [
    ...new Set(
      files
        .filter((entry) => entry.isFile())
        .map(({ parentPath }) => parentPath.slice(`${ROOT}tests/${workspace}/`.length)),
    ),
  ];
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((folder) => !existsSync(`${ROOT}${workspace}/src/${folder}`))).toEqual([]);
});
