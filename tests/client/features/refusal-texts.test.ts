import { describe, expect, it } from 'vitest';
import { FILE_REFUSALS, SHAPE_FILE_CODES } from '@liaowang/shared/contract/file-refusals';
import { findRefusals, type RouteTable } from '@liaowang/shared/contract/route';
import { areasRoutes } from '@liaowang/shared/contract/routes/areas';
import { basemapsRoutes } from '@liaowang/shared/contract/routes/basemaps';
import { importsRoutes } from '@liaowang/shared/contract/routes/imports';
import { referenceLayersRoutes } from '@liaowang/shared/contract/routes/reference-layers';
import { APP_TEXTS } from '../../../client/src/app/texts.ts';
import { BASEMAPS_TEXTS } from '../../../client/src/features/basemaps/texts.ts';
import { REFERENCE_TEXTS } from '../../../client/src/features/reference-layers/texts.ts';
import type { TextSection } from '../../../client/src/i18n/i18n.ts';
import { LANGUAGES, type Language } from '../../../client/src/lib/format.ts';
import { HOTSPOTS_TEXTS } from '../../../client/src/workspaces/hotspots/texts.ts';
import { fetchRooms } from '../../support/catalogues.ts';
import { flattenTexts } from '../../support/said-keys.ts';

/** Where each of them is shown: what the page says from its start, and what comes with the room. */
const SHOWN_IN: ReadonlyArray<readonly [name: string, routes: RouteTable, section: TextSection]> = [
  ['areas', areasRoutes, HOTSPOTS_TEXTS],
  ['imports', importsRoutes, HOTSPOTS_TEXTS],
  ['reference layers', referenceLayersRoutes, REFERENCE_TEXTS],
  ['basemaps', basemapsRoutes, BASEMAPS_TEXTS],
];
/** What a room says in words of its own, by which of them. */
const SAID_OTHERWISE: Readonly<Record<string, string>> = { 'basemaps changed-meanwhile': 'basemaps.orderChanged' };

async function textsOf(section: TextSection, language: Language): Promise<Map<string, string>> {
  const rooms = await Promise.all([APP_TEXTS, section].map((each) => fetchRooms(each, language)));
  return new Map(rooms.flat().flatMap((room) => [...flattenTexts(room)]));
}

const cases = SHOWN_IN.flatMap(([name, routes, section]) =>
  LANGUAGES.map((language) => ({ name, routes, section, language })),
);

describe.each(cases)('what the routes of $name refuse', ({ name, routes, section, language }) => {
  it(`has words in ${language} in the room that shows it`, async () => {
    const texts = await textsOf(section, language);
    const codes = new Set(Object.entries(routes).flatMap(([key, route]) => findRefusals(key, route)));
    expect(codes.size).toBeGreaterThan(10);
    const keys = [...codes].map((code) => SAID_OTHERWISE[`${name} ${code}`] ?? `errors.${code}`);
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
  });
});

describe.each(cases.filter(({ name }) => name !== 'basemaps'))('a file of $name', ({ section, language }) => {
  it(`that is not read is told in ${language} by what exactly is wrong with it`, async () => {
    const texts = await textsOf(section, language);
    const keys = Object.keys(FILE_REFUSALS).map((key) => `errors.fileRefused.${key}`);
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
  });
});

it('words of shapes that any room may say name no areas', async () => {
  const texts = await textsOf(REFERENCE_TEXTS, 'zh-CN');
  const said = ['no-shapes', 'shapes-outside', 'too-many-features', 'too-many-vertices'].map((key) =>
    texts.get(`errors.fileRefused.${key}`)!,
  );
  said.push(...SHAPE_FILE_CODES.map((code) => texts.get(`errors.${code}`)!));
  expect(said.filter((text) => text.includes('片区'))).toEqual([]);
});
