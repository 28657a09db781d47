import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import type { HotspotRecord, NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import { formatDay } from '../../client/src/lib/calendar-day.ts';
import { launchBrowser } from '../support/browser.ts';
import { readZip } from '../support/read-zip.ts';
import { getFacts, openVisitor, type Visitor } from '../support/visitor.ts';
import { en, zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const { brief } = zhCN;
const { zones, zoneBrief, zoneExport, outcome, records: recordWords, change } = zhCN;
const HAN = /\p{Script=Han}/u;
/** CSS pixels of A4, and points as PDF counts them. */
const A4 = { width: 793.7, height: 1122.5, points: '594.95996 841.91998' };
const TODAY = findLocalDay(Date.now(), 'Asia/Shanghai');
const [FROM, END] = [TODAY - 34, TODAY - 6].map(formatDay) as [string, string];
/** Of this run: a record cannot be deleted. */
const NAME = `西关夜市一带 ${Date.now() % 100_000}`;

const ZONE: NewHotspot = {
  name: NAME,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [118.34, 34.37],
        [118.346, 34.37],
        [118.346, 34.376],
        [118.34, 34.376],
        [118.34, 34.37],
      ],
    ],
  },
  evidence: {
    method: { kind: 'density', kernel: 'quartic', bandwidthMeters: 500, cellMeters: 50, heldShare: 0.5 },
    filter: {
      from: `${FROM}T00:00:00+08:00`,
      to: `${END}T00:00:00+08:00`,
      hours: null,
      weekdays: null,
      categories: null,
      severities: null,
      source: 'reported',
    },
    incidentCount: 61,
    areaSquareMeters: 367_000,
    figures: { peakPerSquareKilometer: 310, thresholdPerSquareKilometer: 54 },
  },
};

// What leaves the room: files and paper.
describe.skipIf(address === null)('what the hotspot workspace gives away', () => {
  let browser: Browser;
  let liaison: Visitor;
  let page: Page;
  let hotspotId: number;
  const tool = () => page.getByRole('tabpanel');
  const preview = () => page.locator('dialog[data-brief-preview]');
  const zoneCount = () => tool().locator('ol > li').count();

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    liaison = await openVisitor(browser, { address: String(address), username: 'liaison' });
    ({ page } = liaison);
    const answer = await liaison.context.request.post('/api/v1/hotspots/records', { data: ZONE });
    if (!answer.ok()) throw new Error(`The zone was not proposed: ${answer.status()} ${await answer.text()}`);
    ({ hotspotId } = (await answer.json()) as HotspotRecord);
    await page.goto(`/hotspots?hf=w:${FROM}.${END}`);
    await tool().getByRole('table', { name: zones.summary }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function save(label: string): Promise<{ name: string; content: Buffer }> {
    await tool().getByRole('button', { name: brief.export, exact: true }).click();
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

  /** Both pages are A4 and nothing runs over. */
  async function checkPages(): Promise<void> {
    const pages = preview().locator('article > section');
    expect(await pages.count()).toBe(2);
    for (const [i, sheet] of (await pages.all()).entries()) {
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
      expect(overflow, `page ${i + 1}`).toBeLessThanOrEqual(0);
    }
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
    expect(pdf).toContain(`[0 0 ${A4.points}]`);
    // The map, as large as it was drawn.
    expect(/\/Subtype \/Image\s+\/Width 1400\b/.test(pdf)).toBe(true);
  }

  it('saves the zones as CSV, named after the city and the moment', async () => {
    const { name, rows } = await saveCsv(zoneExport.files['zones-csv']);
    expect(name).toMatch(/^新沂市-热点-热点-\d{8}-\d{4}\.csv$/);
    expect(rows).toHaveLength(await zoneCount());
    expect(rows.map((row) => row[zoneExport.column.rank])).toEqual(rows.map((_, i) => String(i + 1)));
    const shown = await tool().locator('ol > li b').first().innerText();
    expect(`${Number(rows[0]?.[zoneExport.column.incidents]).toLocaleString('en-US')} 件`).toBe(shown);
    for (const row of rows) {
      expect(Number(row[zoneExport.column.areaHectares])).toBeGreaterThan(0);
      expect(row[zoneExport.column.evidence]).toMatch(/^峰值每 km² \d+ 件$/);
      expect(Number(row[brief.column.lng])).toBeCloseTo(118.35, -0.5);
    }
  });

  it('saves the same as a workbook that says what it rests on', async () => {
    const { name, content } = await save(zoneExport.files['zones-xlsx']);
    expect(name).toMatch(/\.xlsx$/);
    const files = readZip(content);
    expect(files.get('xl/workbook.xml')).toContain(`name="${zoneExport.zones}"`);
    expect(files.get('xl/workbook.xml')).toContain(`name="${brief.about.title}"`);
    // Column C is incidents: of every zone a number.
    expect(
      [...String(files.get('xl/worksheets/sheet1.xml')).matchAll(/<c r="C(?!1")\d+"[^>]*><v>[\d.]+<\/v><\/c>/g)].length,
    ).toBe(await zoneCount());
    for (const words of [
      '四次核密度（带宽 500 m，50 m 格）',
      FROM,
      zoneExport.baselinePercent,
      zoneBrief.limits.reports,
    ])
      expect(files.get('xl/sharedStrings.xml')).toContain(words);
  });

  it('saves the zones as shapes', async () => {
    const { content } = await save(zoneExport.files['zones-geojson']);
    const { type, features } = JSON.parse(content.toString('utf8')) as {
      type: string;
      features: Array<{
        geometry: { type: string; coordinates: [number, number][][] };
        properties: Record<string, unknown>;
      }>;
    };
    expect(type).toBe('FeatureCollection');
    expect(features).toHaveLength(await zoneCount());
    for (const { geometry, properties } of features) {
      expect(properties).toMatchObject({ method: 'density', source: 'reported' });
      expect(geometry.coordinates[0]?.at(0)).toEqual(geometry.coordinates[0]?.at(-1));
    }
  });

  it('shows a brief of the zones on two pages, with map, change and limits', async () => {
    await tool().getByRole('button', { name: brief.open, exact: true }).click();
    await preview().locator('figure img').waitFor();
    const text = await preview().innerText();
    for (const words of [
      zoneBrief.heading,
      zoneBrief.zones,
      zoneBrief.changeTitle,
      zoneBrief.weeks,
      zoneBrief.hours,
      zoneBrief.records,
      brief.methodTitle,
      brief.demo,
      zoneBrief.limits.use,
    ])
      expect(text).toContain(words);
    // The largest first, as many as there is room for.
    const { hotspots } = await getFacts<{ hotspots: HotspotRecord[] }>(liaison, '/api/v1/hotspots/records');
    const largest = hotspots
      .map(({ evidence }) => evidence.incidentCount)
      .sort((a, b) => b - a)
      .slice(0, 5);
    for (const count of largest) expect(text).toContain(`\t待研判\t${count.toLocaleString('en-US')}\t`);
    expect(text).toMatch(new RegExp(`找到 ${await zoneCount()} 处热点，占辖区面积 \\d+\\.\\d%`));
    expect(Object.values(change.verdict).some((verdict) => text.includes(verdict))).toBe(true);
    expect(
      await preview()
        .locator('figure img')
        .evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
    ).toEqual([1400, 700]);
    await checkPages();
  });

  it('prints it in English too, names of records apart', async () => {
    await preview().getByRole('radio', { name: brief.languages.en }).click();
    await preview().locator('article[lang=en] figure img').waitFor();
    const text = await preview().locator('article').innerText();
    for (const words of [en.zoneBrief.heading, en.zoneBrief.zones, en.zoneBrief.limits.reports])
      expect(text).toContain(words);
    // What people called their records is theirs.
    const names = (await getFacts<{ hotspots: HotspotRecord[] }>(liaison, '/api/v1/hotspots/records')).hotspots.map(
      (record) => record.name,
    );
    expect(
      text.split('\n').filter((line) => HAN.test(line) && !names.some((name) => name !== '' && line.startsWith(name))),
    ).toEqual([]);
    await checkPages();
    await page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
    expect(await page.locator('#root').getAttribute('inert')).toBeNull();
  });

  it('saves the records, without who is named in them', async () => {
    await page.getByRole('tab', { name: zhCN.hotspotRoom.review, exact: true }).click();
    const { name, rows } = await saveCsv(zoneExport.files['records-csv']);
    expect(name).toMatch(/^新沂市-热点-研判记录-\d{8}-\d{4}\.csv$/);
    expect(rows.find((row) => row[zoneExport.column.id] === String(hotspotId))).toMatchObject({
      [zoneBrief.column.record]: NAME,
      [zoneBrief.column.status]: recordWords.status.proposed,
      [zoneExport.column.incidents]: '61',
      [brief.about.method]: '四次核密度（带宽 500 m，50 m 格），在覆盖 50% 事件的最小面积内',
    });
    const { features } = JSON.parse((await save(zoneExport.files['records-geojson'])).content.toString('utf8')) as {
      features: Array<{ geometry: unknown; properties: Record<string, unknown> }>;
    };
    expect(features.find(({ properties }) => properties['hotspotId'] === hotspotId)?.properties).toMatchObject({
      name: NAME,
      status: 'proposed',
    });
    expect(JSON.stringify(features)).not.toContain('警务联络员');
  });

  it('shows a brief of one record', async () => {
    await page.goto(`/hotspots?ht=review&hs=${hotspotId}`);
    await tool().getByRole('article', { name: NAME }).getByRole('button', { name: brief.open, exact: true }).click();
    await preview().locator('figure img').waitFor();
    const text = await preview().innerText();
    for (const words of [
      NAME,
      recordWords.status.proposed,
      outcome.words.tooEarly,
      zoneBrief.history,
      brief.methodTitle,
    ])
      expect(text).toContain(words);
    await checkPages();
    await page.keyboard.press('Escape');
    await preview().waitFor({ state: 'detached' });
  });

  it('ran without an error on any page', () => {
    expect(liaison.troubles).toEqual([]);
  });
});
