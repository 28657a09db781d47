import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { judgeImport } from '../../../lint/check-imports.ts';
import { ROOT, listSources } from '../../../lint/find-imports.ts';
import { flattenTexts, keysSaidBy } from '../../support/said-keys.ts';
import type { Catalogue } from '../../support/catalogues.ts';

const sources = listSources('client/src').filter((path) => /\.tsx?$/.test(path));
const textFiles = sources.filter((path) => path.endsWith('texts.zh-CN.ts') && !path.endsWith('all-texts.zh-CN.ts'));

/** Which file says what a key means. */
const owners = new Map<string, string>();
for (const path of textFiles) {
  const exported: Record<string, Catalogue> = await import(/* @vite-ignore */ join(ROOT, path));
  for (const texts of Object.values(exported)) for (const key of flattenTexts(texts).keys()) owners.set(key, path);
}

it('knows the words of every room', () => {
  expect(textFiles.length).toBeGreaterThan(30);
  expect(owners.get('common.close')).toBe('client/src/i18n/texts.zh-CN.ts');
});

it('a room says its own words and those of rooms that it may import, as the floor plan has it', () => {
  const strangers = sources
    .filter((path) => !/texts(\.zh-CN|\.en)?\.ts$/.test(path))
    .flatMap((from) =>
      [...keysSaidBy(readFileSync(join(ROOT, from), 'utf8'), owners.keys())].flatMap((key) => {
        if (key.startsWith('errors.')) return [];
        const to = owners.get(key)!;
        const isAllowed =
          dirname(from) === dirname(to) || judgeImport({ from, line: 1, to, isPackage: false, isType: false }) === null;
        return isAllowed ? [] : [`${from} says ${key} of ${to}`];
      }),
    );
  expect(strangers).toEqual([]);
});
