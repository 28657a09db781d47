import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageFigures, CoverageWindow } from '@liaowang/shared/schemas/coverage';
import { launchBrowser } from '../support/browser.ts';
import { readZip } from '../support/read-zip.ts';
import { getFacts, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { en, zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const { brief } = zhCN;
const HAN = /\p{Script=Han}/u;
/** CSS pixels of A4, and points as PDF counts them. */
const A4 = { width: 793.7, height: 1122.5, points: '594.95996 841.91998' };

const PAST_WITHIN_MS = 150_000;

// What leaves the room: files and paper.
describe.skipIf(address === null)('what the coverage workspace gives away', () => {
  let browser: Browser;
  let analyst: Visitor;
  let page: Page;
  let figures: CoverageFigures;
  const preview = () => page.locator('dialog[data-brief-preview]');

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    analyst = await openVisitor(browser, { address: String(address), username: 'analyst' });
    ({ page } = analyst);
    figures = await getFacts<CoverageFigures>(analyst, '/api/v1/coverage/figures');
    // The demo works out its past in the background.
    const dayAgo = `/api/v1/coverage/window?from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date().toISOString()}`;
    await waitFor(
      'the demo to have a past',
      async () => (await getFacts<CoverageWindow>(analyst, dayAgo)).isSimulated,
      PAST_WITHIN_MS,
    );
    await page.goto('/coverage?a=key-area:1&win=7d');
    await waitForMap(page);
    await page.getByRole('table', { name: zhCN.coverage.areas.title }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function save(label: string): Promise<{ name: string; content: Buffer }> {
    await page.getByRole('button', { name: brief.export, exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: label }).click(),
    ]);
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
  }

  async function saveCsv(label: string): Promise<{ name: string; rows: Array<Record<string, string>> }> {
    const { name, content } = await save(label);
    expect(content.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const { data, errors } = Papa.parse<Record<string, string>>(content.toString('utf8').slice(1), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    return { name, rows: data };
  }

  it('saves every area as CSV, named after the city and the moment', async () => {
    const { name, rows } = await saveCsv(brief.exports['areas-csv']);
    expect(name).toMatch(/^新沂市-覆盖-区域-\d{8}-\d{4}\.csv$/);
    expect(rows.map((row) => row[brief.column.name])).toEqual(figures.areas.map((area) => area.name.zh));
    const [whole] = rows;
    expect(Number(whole?.[brief.column.areaKm2])).toBeCloseTo((figures.areas[0]?.areaSquareMeters ?? 0) / 1e6, 3);
    expect(Number(whole?.[brief.column.windowShare])).toBeGreaterThan(0);
    expect(whole?.[brief.column.computedAt]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
  });

  it('saves the same as a workbook whose figures are numbers', async () => {
    const { name, content } = await save(brief.exports['areas-xlsx']);
    expect(name).toMatch(/\.xlsx$/);
    const files = readZip(content);
    expect(files.get('xl/workbook.xml')).toContain(`name="${brief.areas}"`);
    expect(files.get('xl/workbook.xml')).toContain(`name="${brief.about.title}"`);
    expect(files.get('xl/sharedStrings.xml')).toContain(brief.column.share);
    // Column D is the ground in km²: of every area a number.
    expect(
      [...String(files.get('xl/worksheets/sheet1.xml')).matchAll(/<c r="D(?!1")\d+"[^>]*><v>[\d.]+<\/v><\/c>/g)].length,
    ).toBe(figures.areas.length);
  });

  it('saves the gaps of the chosen area, as shapes and as a list', async () => {
    const { content } = await save(brief.exports['gaps-geojson']);
    const { type, features } = JSON.parse(content.toString('utf8')) as {
      type: string;
      features: Array<{
        geometry: { type: string; coordinates: [number, number][][] };
        properties: Record<string, unknown>;
      }>;
    };
    expect(type).toBe('FeatureCollection');
    expect(features.length).toBeGreaterThan(0);
    for (const { geometry, properties } of features) {
      expect(properties['areaId']).toBe('key-area:1');
      expect(geometry.coordinates[0]?.at(0)).toEqual(geometry.coordinates[0]?.at(-1));
    }
    const { rows } = await saveCsv(brief.exports['gaps-csv']);
    expect(rows.length).toBeGreaterThan(0);
    const name = figures.areas.find(({ areaId }) => areaId === 'key-area:1')?.name.zh;
    expect(new Set(rows.map((row) => row[brief.column.keyArea]))).toEqual(new Set([name]));
    for (const row of rows) expect(Number(row[brief.column.areaHectares])).toBeGreaterThan(0);
  });

  it('saves the week, and the map as a picture', async () => {
    const { rows } = await saveCsv(brief.exports['hours-csv']);
    expect(rows).toHaveLength(21);
    expect(Object.keys(rows[0] ?? {})).toContain('23:00');
    const { name, content } = await save(brief.exports['map-png']);
    expect(name).toMatch(/^新沂市-覆盖-地图-\d{8}-\d{4}\.png$/);
    expect([content.toString('latin1', 1, 4), content.readUInt32BE(16), content.readUInt32BE(20)]).toEqual([
      'PNG',
      1280,
      720,
    ]);
    // Basemap, layers and legend; an empty canvas of this size has 4 kB.
    expect(content.length).toBeGreaterThan(60_000);
  });

  it('says so when the server does not answer', async () => {
    await page.route('**/api/v1/coverage/hour-of-week*', (route) =>
      route.fulfill({ status: 503, json: { error: { code: 'database-unavailable', reason: 'down' } } }),
    );
    await page.getByRole('button', { name: brief.export, exact: true }).click();
    await page.getByRole('menuitem', { name: brief.exports['hours-csv'] }).click();
    await page.getByText(brief.exportFailed, { exact: true }).waitFor();
    await page.getByText(zhCN.errors['database-unavailable']).waitFor();
    await page.unroute('**/api/v1/coverage/hour-of-week*');
  });

  it('shows a brief of two A4 pages with figures, map and method', async () => {
    await page.getByRole('button', { name: brief.open, exact: true }).click();
    await preview().locator('figure img').waitFor();
    const text = await preview().innerText();
    for (const part of [
      brief.heading,
      brief.figures,
      brief.keyAreas,
      brief.branches,
      brief.topGaps,
      brief.methodTitle,
      brief.demo,
      brief.method.simulated,
      figures.areas[0]?.name.zh ?? '',
    ])
      expect(text).toContain(part);
    // What an area's table says is what the server said.
    expect(text).toMatch(/此刻重点区域 \d+\.\d% 的地面有人看到/);
    const pages = preview().locator('article > section');
    expect(await pages.count()).toBe(2);
    for (const sheet of await pages.all()) {
      const { width, height, overflow } = await sheet.evaluate((element) => {
        const body = element.firstElementChild as HTMLElement;
        const box = element.getBoundingClientRect();
        return {
          width: box.width,
          height: box.height,
          overflow: Math.max(body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth),
        };
      });
      expect(width).toBeCloseTo(A4.width, 0);
      expect(height).toBeCloseTo(A4.height, 0);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    const image = await preview()
      .locator('figure img')
      .evaluate((element: HTMLImageElement) => ({ width: element.naturalWidth, height: element.naturalHeight }));
    expect(image).toEqual({ width: 1400, height: 700 });
  });

  it.each(['zh-CN', 'en'] as const)('prints it in %s: nothing but the brief, on two pages', async (language) => {
    await preview().getByRole('radio', { name: brief.languages[language] }).click();
    await preview().locator(`article[lang=${language}] figure img`).waitFor();
    const text = await preview().locator('article').innerText();
    expect(text).toContain({ 'zh-CN': brief, en: en.brief }[language].methodTitle);
    expect(HAN.test(text)).toBe(language === 'zh-CN');

    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect(pdf).toContain(`[0 0 ${A4.points}]`);
    // The map, as large as it was drawn.
    expect(/\/Subtype \/Image\s+\/Width 1400\b/.test(pdf)).toBe(true);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#root').isVisible()).toBe(false);
    expect(await preview().getByRole('button', { name: brief.print }).isVisible()).toBe(false);
    expect(await preview().locator('article > section').last().isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
  });

  it('prints by its button under a name of its own, and gives the room back', async () => {
    await page.evaluate(() => {
      window.print = () => void Object.assign(window, { printedAs: document.title });
    });
    await preview().getByRole('button', { name: brief.print }).click();
    expect(await page.evaluate(() => (window as unknown as { printedAs: string }).printedAs)).toMatch(
      /^Xinyi-Coverage brief-\d{8}-\d{4}$/,
    );
    await page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
    expect(await page.locator('#root').getAttribute('inert')).toBeNull();
    await page.getByRole('button', { name: brief.open, exact: true }).waitFor();
  });

  it('ran without an error on any page', () => {
    expect(analyst.troubles).toEqual([]);
  });
});
