import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCES = fileURLToPath(new URL('../../../client/src/', import.meta.url));
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(SOURCES + path, 'utf8') }));

/** Files with a match of `pattern` that is not a match of `owned`. */
const findUnowned = (pattern: RegExp, owned: RegExp | null, owners: readonly string[]): string[] =>
  files
    .filter(
      ({ path, text }) =>
        !owners.includes(path) && [...text.matchAll(pattern)].length > (owned ? [...text.matchAll(owned)].length : 0),
    )
    .map(({ path }) => path);

/** What the page leans on has one owner each, which notices when it fails, mends it, and says so where it cannot. */
describe('whatever may fail has an owner', () => {
  it('answers of the server: useFetched, in which a failed refetch takes nothing away', () => {
    expect(files.length).toBeGreaterThan(500);
    expect(findUnowned(/\buse(Suspense|Infinite)?Quer(y|ies)\b/g, null, ['lib/fetched.ts'])).toEqual([]);
  });

  it('parts of the page: createPart, createChunkLoading and loadChunk, which fetch them again (loadSearch is called by a part alone, a TextSection by loadSection)', () => {
    expect(findUnowned(/\blazy\(|\blazy\b[^\n]*from 'react'/g, null, [])).toEqual([]);
    const imports = files.filter(({ text }) => /\bimport\(/.test(text));
    expect(imports.map(({ path }) => path)).toContain('app/desk.tsx');
    expect(
      imports
        .filter(({ text }) => !/\b(createPart|createChunkLoading|loadChunk|loadSearch|TextSection)\b/.test(text))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('threads: openBrowserTask, which starts them anew', () => {
    expect(files.filter(({ text }) => /\bnew Worker\(/.test(text)).length).toBeGreaterThan(3);
    expect(findUnowned(/\bnew Worker\(/g, /\bopenBrowserTask\b[^;]*?\{\s*start: \(\) => new Worker\(/g, [])).toEqual(
      [],
    );
  });

  it('maps: those who hear of a lost context', () => {
    expect(findUnowned(/\bnew MapLibreMap\(/g, null, ['map/live-map.ts', 'map/print-map.ts'])).toEqual([]);
    for (const owner of ['map/live-map.ts', 'map/print-map.ts'])
      expect(files.find(({ path }) => path === owner)?.text).toContain("addEventListener('webglcontextlost'");
  });

  it('sockets: one', () => {
    expect(findUnowned(/\bio\(|\bnew (WebSocket|EventSource)\(/g, null, ['live/live-connection.ts'])).toEqual([]);
  });
});
