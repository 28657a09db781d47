import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaSet } from '@liaowang/shared/schemas/area-set';
import { launchBrowser } from '../support/browser.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';
import { zhCN } from '../support/catalogues.ts';

const address = productAddress();
const { areas, zoneExport } = zhCN;
/** Of this run. */
const NAME = `城区四片 ${Date.now() % 100_000}`;

const squareOf = (west: number, south: number) => [
  [west, south],
  [west + 0.03, south],
  [west + 0.03, south + 0.03],
  [west, south + 0.03],
  [west, south],
];
const FILE = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    ['西北', 118.32, 34.37],
    ['东北', 118.35, 34.37],
    ['西南', 118.32, 34.34],
    ['东南', 118.35, 34.34],
  ].map(([name, west, south], i) => ({
    type: 'Feature',
    properties: { 名称: name, 常住人口: 9_000 + i * 1_000 },
    geometry: { type: 'Polygon', coordinates: [squareOf(Number(west), Number(south))] },
  })),
});

// An analyst brings areas and counts by them.
describe.skipIf(address === null)('areas of one’s own', () => {
  let browser: Browser;
  let analyst: Visitor;
  let page: Page;
  const tool = () => page.getByRole('tabpanel');
  const table = () => tool().getByRole('table', { name: areas.table });
  const names = () => table().locator('tbody th').allInnerTexts();
  const counts = async () =>
    (await table().locator('tbody td[data-column=count]').allInnerTexts()).map((text) =>
      Number(text.replaceAll(',', '')),
    );

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    analyst = await openVisitor(browser, { address: String(address), username: 'analyst' });
    ({ page } = analyst);
    await page.goto('/hotspots?ht=areas');
    await table().waitFor();
  });
  afterAll(async () => {
    const { areaSets } = (await (await analyst.context.request.get('/api/v1/area-sets')).json()) as {
      areaSets: AreaSet[];
    };
    const own = areaSets.find(({ name }) => name.zh === NAME);
    if (own) await analyst.context.request.delete(`/api/v1/area-sets/${own.areaSetId}`);
    await browser?.close();
  });

  it('begin with the branches, and every incident of the window is in one row', async () => {
    expect((await names()).at(-1)).toBe(areas.outside);
    const total = Number(
      (/共 (?<total>[\d,]+) 件/u.exec(await tool().innerText())?.groups?.['total'] ?? '').replaceAll(',', ''),
    );
    expect((await counts()).reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('come from a file, with rates, and stay in the link when they are sorted and chosen', async () => {
    await tool().getByRole('button', { name: areas.bring }).click();
    await tool()
      .locator('input[type=file]')
      .setInputFiles({ name: 'beats.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(FILE) });
    const name = tool().getByLabel(areas.setName);
    await name.waitFor();
    await name.fill(NAME);
    await tool()
      .getByRole('button', { name: areas.store.replace('{{number}}', '4') })
      .click();
    await expect
      .poll(names, { timeout: 60_000 })
      .toEqual(expect.arrayContaining(['西北', '东北', '西南', '东南', areas.outside]));
    expect(await table().getByRole('columnheader').allInnerTexts()).toContain(areas.rate.residents);
    await table().getByRole('button', { name: areas.column.name, exact: true }).click();
    await table().getByRole('button', { name: '东北', exact: true }).click();
    await tool().getByRole('region', { name: '东北' }).waitFor();
    expect(new URL(page.url()).searchParams.get('ha')).toMatch(/^s:\d+~o:name~a:\d+$/u);
    const before = [await names(), await counts()];
    await page.reload();
    await tool().getByRole('region', { name: '东北' }).waitFor();
    expect([await names(), await counts()]).toEqual(before);
  });

  it('leave as a file with the same figures', async () => {
    const [figures, rows] = [await counts(), await names()];
    await tool().getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: zoneExport.files['areas-csv'] }).click(),
    ]);
    const { data } = Papa.parse<Record<string, string>>(
      (await readFile(await download.path(), 'utf8')).replace('\uFEFF', ''),
      { header: true, skipEmptyLines: true },
    );
    const saved = new Map(data.map((row) => [row[areas.column.name], Number(row[areas.column.count])]));
    expect(rows.map((row) => saved.get(row))).toEqual(figures);
    expect(analyst.troubles).toEqual([]);
  });
});
