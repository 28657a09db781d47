import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROLES } from '@liaowang/shared/schemas/account';
import { ALERT_STATUSES } from '@liaowang/shared/schemas/alert';
import { ALERT_KINDS } from '@liaowang/shared/schemas/alert-kinds';
import {
  INCIDENT_CATEGORIES,
  INCIDENT_SEVERITIES,
  INCIDENT_SOURCES,
  INCIDENT_STATUSES,
} from '@liaowang/shared/schemas/incident';
import { KEY_AREA_KINDS } from '@liaowang/shared/schemas/key-area';
import { UNIT_KINDS, UNIT_STATES } from '@liaowang/shared/schemas/unit';
import { en, fetchRooms, TEXT_SECTIONS, zhCN } from '../../support/catalogues.ts';
import { flattenTexts, keysSaidBy } from '../../support/said-keys.ts';

const CLIENT_SOURCE = join(dirname(fileURLToPath(import.meta.url)), '../../../client/src');

const variablesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const chinese = flattenTexts(zhCN);
const english = flattenTexts(en);
const sources = readdirSync(CLIENT_SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/texts\.(zh-CN|en)\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(CLIENT_SOURCE, path), 'utf8') }));
const usedKeys = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => ({ path, key: key ?? '' })),
);

describe('catalogues', () => {
  it('say the same things', () => expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()));

  it('say nothing twice: a room never hides what another says', async () => {
    // The briefs are in two workspaces.
    const rooms = new Set((await Promise.all(TEXT_SECTIONS.map((section) => fetchRooms(section, 'zh-CN')))).flat());
    const keys = [...rooms].flatMap((texts) => [...flattenTexts(texts).keys()]);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('leave nothing empty', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('fill in the same values', () => {
    const variables = (catalogue: Map<string, string>) =>
      Object.fromEntries([...catalogue].map(([key, text]) => [key, variablesOf(text)]));
    expect(variables(english)).toEqual(variables(chinese));
  });

  it('have no English left in Chinese sentences, nor Chinese in English ones', () => {
    const han = /\p{Script=Han}/u;
    expect([...english].filter(([, text]) => han.test(text)).map(([key]) => key)).toEqual([
      'common.switchLanguage',
      'command.language',
    ]);
    const withoutHan = [...chinese].filter(([, text]) => !han.test(text)).map(([key]) => key);
    // The other language's name, and what is made of two values only.
    expect(withoutHan).toEqual([
      'common.switchLanguage',
      'place.from',
      'place.join',
      'feed.titleAt',
      'imports.dateOrderMeans',
      'unitList.count',
      'unitList.atMost',
    ]);
  });
});

describe('keys used in the source', () => {
  it('are many: the search for them works', () => expect(usedKeys.length).toBeGreaterThan(100));

  it('all exist', () => {
    expect(usedKeys.filter(({ key }) => !chinese.has(key))).toEqual([]);
  });

  it('cover every word of the contract', () => {
    const expected = [
      ...ROLES.map((role) => `role.${role}`),
      ...UNIT_KINDS.map((kind) => `unitKind.${kind}`),
      ...UNIT_STATES.map((state) => `unitState.${state}`),
      ...INCIDENT_CATEGORIES.map((category) => `category.${category}`),
      ...INCIDENT_SEVERITIES.map((severity) => `severity.${severity}`),
      ...INCIDENT_SOURCES.map((source) => `source.${source}`),
      ...INCIDENT_STATUSES.map((status) => `status.${status}`),
      ...Object.keys(ALERT_KINDS).map((kind) => `alertKind.${kind}`),
      ...ALERT_STATUSES.map((status) => `alertStatus.${status}`),
      ...KEY_AREA_KINDS.map((kind) => `keyArea.kind.${kind}`),
    ];
    expect(expected.filter((key) => !chinese.has(key))).toEqual([]);
  });

  it('leave no text unused', () => {
    const said = new Set(sources.flatMap(({ text }) => [...keysSaidBy(text, chinese.keys())]));
    const unused = [...chinese.keys()].filter((key) => !said.has(key) && !key.startsWith('errors.'));
    expect(unused).toEqual([]);
  });
});
