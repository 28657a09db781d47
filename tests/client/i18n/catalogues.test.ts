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
import { KEY_AREA_KINDS } from '@liaowang/shared/schemas/registry';
import { UNIT_KINDS, UNIT_STATES } from '@liaowang/shared/schemas/unit';
import { en } from '../../../client/src/i18n/en.ts';
import { alertsEn } from '../../../client/src/i18n/sections/alerts.en.ts';
import { alertsZhCN } from '../../../client/src/i18n/sections/alerts.zh-CN.ts';
import { coverageEn } from '../../../client/src/i18n/sections/coverage.en.ts';
import { coverageZhCN } from '../../../client/src/i18n/sections/coverage.zh-CN.ts';
import { hotspotsEn } from '../../../client/src/i18n/sections/hotspots.en.ts';
import { hotspotsZhCN } from '../../../client/src/i18n/sections/hotspots.zh-CN.ts';
import { unitSetupEn } from '../../../client/src/i18n/sections/unit-setup.en.ts';
import { unitSetupZhCN } from '../../../client/src/i18n/sections/unit-setup.zh-CN.ts';
import { zhCN } from '../../../client/src/i18n/zh-CN.ts';

const CLIENT_SOURCE = join(dirname(fileURLToPath(import.meta.url)), '../../../client/src');

interface Catalogue {
  [key: string]: string | Catalogue;
}

function flatten(catalogue: Catalogue, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const variablesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** With the texts of workspaces that come later. */
const chinese = new Map([
  ...flatten(zhCN),
  ...flatten(alertsZhCN),
  ...flatten(coverageZhCN),
  ...flatten(hotspotsZhCN),
  ...flatten(unitSetupZhCN),
]);
const english = new Map([
  ...flatten(en),
  ...flatten(alertsEn),
  ...flatten(coverageEn),
  ...flatten(hotspotsEn),
  ...flatten(unitSetupEn),
]);
const sources = readdirSync(CLIENT_SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/^i18n\/(parts\/|sections\/|(en|zh-CN)\.ts$)/.test(path))
  .map((path) => ({ path, text: readFileSync(join(CLIENT_SOURCE, path), 'utf8') }));
const usedKeys = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => ({ path, key: key ?? '' })),
);

describe('catalogues', () => {
  it('say the same things', () => expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()));

  it('say nothing twice: a section never hides what stands elsewhere', () => {
    const keys = [zhCN, alertsZhCN, coverageZhCN, hotspotsZhCN, unitSetupZhCN].flatMap((texts) => [
      ...flatten(texts).keys(),
    ]);
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
    expect(withoutHan).toEqual(['common.switchLanguage', 'feed.titleAt', 'imports.dateOrderMeans']);
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
    const all = sources.map(({ text }) => text).join('\n');
    const templates = [...all.matchAll(/[`']([a-zA-Z.]+\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unused = [...chinese.keys()].filter(
      (key) =>
        !all.includes(`'${key}'`) && !templates.some((prefix) => key.startsWith(prefix)) && !key.startsWith('errors.'),
    );
    expect(unused).toEqual([]);
  });
});
