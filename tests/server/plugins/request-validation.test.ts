import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportMapping, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createImportClient } from '../../support/import-client.ts';

let city: TestApp;
let client: ReturnType<typeof createImportClient>;
let importId: number;
let mapping: ImportMapping;
beforeAll(async () => {
  city = await createTestApp();
  client = createImportClient(city);
  importId = (
    (
      await client.upload('a.csv', `date,lng,lat,type\n2024-05-01 10:00,${CORE[0]},${CORE[1]},theft\n`)
    ).json() as IncidentImport
  ).importId;
  mapping = (await client.preview(importId)).guess;
});
afterAll(() => city.close());

describe('a body is taken at its word', () => {
  it.each<[keyof ImportMapping, unknown]>([
    ['coordinateSystem', 0],
    ['coordinateSystem', ''],
    ['coordinateSystem', '4547'],
    ['coordinateSystem', false],
    ['coordinateSystem', true],
    ['coordinateSystem', []],
    ['sheet', 0],
    ['sheet', ''],
    ['sheet', false],
    ['headerRow', 0],
    ['headerRow', ''],
    ['headerRow', '1'],
    ['headerRow', false],
    ['headerRow', true],
    ['encoding', ''],
    ['encoding', 936],
    ['placeOrder', ''],
    ['placeOrder', false],
    ['lng', ''],
    ['lng', 0],
    ['date', 5],
    ['place', 0],
    ['timeZone', null],
    ['datum', null],
    ['defaultCategory', null],
  ])('%s = %j of a mapping is refused by field', async (field, value) => {
    const response = await client.call('POST', `/incident-imports/${importId}/check`, { ...mapping, [field]: value });
    expect([response.statusCode, response.json().error.code, response.json().error.field]).toEqual([
      400,
      'invalid-input',
      `body.${field}`,
    ]);
  });

  it.each<[string, unknown]>([
    ['sheet', 0],
    ['sheet', ''],
    ['headerRow', 0],
    ['headerRow', '2'],
    ['headerRow', true],
    ['encoding', ''],
    ['encoding', 5],
    ['categoryColumn', 5],
  ])('%s = %j of a first look is refused by field', async (field, value) => {
    const response = await client.call('POST', `/incident-imports/${importId}/preview`, { [field]: value });
    expect([response.statusCode, response.json().error.field]).toEqual([400, `body.${field}`]);
  });

  it('a word that is mapped to nothing but blanks is no word that is left out', async () => {
    const response = await client.call('POST', `/incident-imports/${importId}/check`, {
      ...mapping,
      categories: { theft: '' },
    });
    expect([response.statusCode, response.json().error.field]).toEqual([400, 'body.categories.theft']);
  });
});

it('numbers of a query are numbers', async () => {
  const ask = async (url: string) => (await client.call('GET', url)).statusCode;
  expect([
    await ask(`/incident-imports/${importId}`),
    await ask('/incident-imports/x'),
    await ask('/incidents?limit=1'),
    await ask('/incidents?limit=x'),
  ]).toEqual([200, 400, 200, 400]);
});
