import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Basemap } from '@liaowang/shared/schemas/basemap';
import type { Road } from '@liaowang/shared/schemas/road';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { packVectorPmtiles } from '../support/pmtiles-file.ts';
import { productAddress } from '../support/product-address.ts';
import { startProduct, type Product } from '../support/product.global.ts';
import { startTileDouble, type TileDouble } from '../support/tile-double.ts';
import { getFacts, openVisitor, PATIENCE_MS, readCamera, waitForMap, type Visitor } from '../support/visitor.ts';

const POLL = { timeout: PATIENCE_MS, interval: 250 };
/** Few units: what is looked at lies under them. */
const TINY_CITY = { DEMO_UNITS: '20', DEMO_INTERVAL_SECONDS: '5' };
/** Free of panels in both rooms. */
const CLEAR = { x: 480, y: 120, width: 240, height: 240 };
const { basemaps: words, basemap: word, areas } = zhCN;
/** How MapLibre tells of a basemap that does not come. */
const NOT_THERE = /net::ERR_|AJAXError|basemaps/;

const colorsOf = async (page: Page): Promise<Array<[number, number, number]>> => {
  const picture = (await page.screenshot({ clip: CLEAR })).toString('base64');
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Map<string, [number, number, number]>();
    for (let at = 0; at < data.length; at += 4) {
      const color: [number, number, number] = [data[at]!, data[at + 1]!, data[at + 2]!];
      seen.set(color.join(), color);
    }
    return [...seen.values()];
  }, picture);
};
/** Mean brightness of what is seen, 0–255. */
const brightnessOf = async (page: Page): Promise<number> => {
  const colors = await colorsOf(page);
  return colors.reduce((sum, [red, green, blue]) => sum + (red + green + blue) / 3, 0) / colors.length;
};

// One afternoon of an administrator and an analyst: each step begins where the one before ended.
describe.skipIf(productAddress() === null)('basemaps', () => {
  let browser: Browser;
  let product: Product;
  let double: TileDouble;
  let admin: Visitor;
  let analyst: Visitor;
  let page: Page;
  const asked = new Set<string>();
  const section = (on: Page): Locator => on.getByRole('button', { name: new RegExp(`^${word.title}`) });
  const choose = async (on: Page, name: string): Promise<void> => {
    if ((await section(on).getAttribute('aria-expanded')) !== 'true') await section(on).click();
    await on.getByRole('radio', { name: new RegExp(`^${name}`) }).click();
    await section(on).filter({ hasText: name }).waitFor();
  };

  beforeAll(async () => {
    [product, double] = await Promise.all([startProduct(TINY_CITY), startTileDouble()]);
    browser = (await launchBrowser()) as Browser;
    admin = await openVisitor(browser, { address: product.address, username: 'admin' });
    analyst = await openVisitor(browser, { address: product.address, username: 'analyst' });
    ({ page } = analyst);
    analyst.context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:') asked.add(origin);
    });
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([product?.stop(), double?.close()]);
  });

  it('on a closed network none is asked for: every request of every room goes to our own server', async () => {
    for (const path of ['/', '/coverage', '/hotspots']) {
      await page.goto(`${path}?c=118.355,34.37,14&l=`);
      await waitForMap(page);
    }
    expect([...asked]).toEqual([product.address]);
    const policy = (await analyst.context.request.get('/')).headers()['content-security-policy']!;
    expect([...policy.matchAll(/\b(?:https?|wss?):\/\/[^\s;]+/g)].map(([source]) => new URL(source).host)).toEqual(
      [...policy.matchAll(/\b(?:https?|wss?):\/\/[^\s;]+/g)].map(() => new URL(product.address).host),
    );
    expect(double.requests).toEqual([]);
  });

  it("a file of the city's own streets is chosen in the middle of a drawing, which stays in hand", async () => {
    const roads = await getFacts<Road[]>(analyst, '/api/v1/roads');
    const file = packVectorPmtiles(
      {
        roads: {
          type: 'FeatureCollection',
          features: roads.map(({ name, lines }) => ({
            type: 'Feature',
            properties: { name: name?.zh ?? '', kind: 'major_road', min_zoom: 7 },
            geometry: { type: 'MultiLineString', coordinates: lines },
          })),
        },
      },
      { minZoom: 10, maxZoom: 14, bounds: [117.9, 33.9, 118.9, 34.7], name: '本市街道', attribution: '© 测试测绘院' },
    );
    await mkdir(join(product.dataFolder, 'basemaps'), { recursive: true });
    await writeFile(join(product.dataFolder, 'basemaps', 'streets.pmtiles'), file);

    await page.goto('/hotspots?ht=areas&c=118.355,34.37,14&l=');
    await waitForMap(page);
    await page.getByRole('button', { name: areas.draw, exact: true }).click();
    const bar = page.locator('[data-draw-bar]');
    for (const [x, y] of [
      [500, 200],
      [680, 200],
    ] as const)
      await page.mouse.click(x, y);
    await bar.getByText('已点 2 点').waitFor();
    const before = readCamera(page);
    await page.getByRole('button', { name: zhCN.layers.title, exact: true }).click();
    await choose(page, '本市街道');
    await page.getByText('© 测试测绘院').waitFor();
    await page.getByRole('button', { name: zhCN.layers.title, exact: true }).click();
    await page.mouse.click(600, 330);
    await bar.getByText('已点 3 点').waitFor();
    await bar.getByRole('button', { name: zhCN.common.done }).click();
    await bar.waitFor({ state: 'detached' });
    expect(readCamera(page)).toEqual(before);
    expect(new URL(page.url()).searchParams.get('b')).toBe('streets');
    expect([...asked]).toEqual([product.address]);
  });

  it('is drawn in both themes, and is still there after a reload', async () => {
    await page.goto('/?c=118.355,34.37,14&l=&b=streets');
    await waitForMap(page);
    // More than one ground: streets are seen.
    await expect.poll(async () => (await colorsOf(page)).length, POLL).toBeGreaterThan(3);
    const canvas = await page.$('canvas.maplibregl-canvas');
    const dark = await brightnessOf(page);
    await page.keyboard.press('t');
    await expect.poll(() => brightnessOf(page), POLL).toBeGreaterThan(dark + 60);
    await expect.poll(async () => (await colorsOf(page)).length, POLL).toBeGreaterThan(3);
    await page.keyboard.press('t');
    // One map through it all: it is never taken down for another ground.
    expect(await canvas!.evaluate((element) => element.isConnected)).toBe(true);
    expect(analyst.troubles).toEqual([]);
  });

  it('an administrator tries a WMTS, sees a tile of it, and adds it', async () => {
    const on = admin.page;
    await on.goto('/?c=118.355,34.37,14&l=');
    await waitForMap(on);
    await section(on).click();
    await on.getByRole('button', { name: words.manage }).click();
    const dialog = on.getByRole('dialog');
    await dialog.getByRole('button', { name: words.add }).click();
    await dialog.getByLabel(words.field.kind).click();
    await on.getByRole('option', { name: words.kind.wmts }).click();
    await dialog.getByLabel(words.field.url, { exact: true }).fill(`${double.address}/wmts`);
    await dialog.getByLabel(words.field.layer, { exact: true }).fill('no-such-layer');
    await dialog.getByLabel(words.field.nameZh, { exact: true }).fill('市测绘院');
    await dialog.getByLabel(words.field.nameEn).fill('Survey office');
    await dialog.getByRole('button', { name: words.try }).click();
    await dialog.getByText(/street-map/).waitFor();
    await dialog.getByLabel(words.field.layer, { exact: true }).fill('street-map');
    await dialog.getByRole('button', { name: words.try }).click();
    await dialog.getByText(words.came).waitFor();
    await dialog.getByRole('button', { name: words.save }).click();
    await dialog.getByText('市测绘院').waitFor();

    await dialog.getByRole('button', { name: words.add }).click();
    await dialog.getByLabel(words.field.kind).click();
    await on.getByRole('option', { name: words.kind.xyz }).click();
    await dialog.getByLabel(words.field.url, { exact: true }).fill(`${double.address}/gcj/{z}/{x}/{y}.png`);
    await dialog.getByRole('radio', { name: zhCN.datums.gcj02 }).check({ force: true });
    await dialog.getByLabel(words.field.nameZh, { exact: true }).fill('火星瓦片');
    await dialog.getByLabel(words.field.nameEn).fill('Shifted');
    await dialog.getByRole('button', { name: words.save }).click();
    await dialog.getByText('火星瓦片').waitFor();
    await on.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await choose(on, '市测绘院');
    // Squares of colours, from pictures that this server fetched.
    await expect.poll(async () => (await colorsOf(on)).length, POLL).toBeGreaterThan(1);
    await expect.poll(() => double.requests.some(({ url }) => url.startsWith('/wmts?')), POLL).toBe(true);
  });

  it('tiles in GCJ-02 are moved, and what is clicked is in WGS-84 all the same', async () => {
    const { basemaps } = await getFacts<{ basemaps: Basemap[] }>(analyst, '/api/v1/basemaps');
    expect(basemaps.map(({ basemapId }) => basemapId)).toEqual(['schematic', 'streets', 'survey-office', 'shifted']);
    await page.goto('/?c=118.355,34.37,15&l=&b=shifted');
    await waitForMap(page);
    const columns = (): number[] =>
      double.requests.flatMap(({ url }) => {
        const [, column] = /^\/gcj\/16\/(\d+)\//.exec(url) ?? [];
        return column === undefined ? [] : [Number(column)];
      });
    // Tiles of 256 pixels are those of the zoom above the camera's: 519 m east are 1.03 of them, so that each column of the
    // window is put together from the next two.
    const columnAt = (x: number): number => Math.floor(((118.355 + 180) / 360) * 2 ** 16 + (x - 640) / 256);
    await expect.poll(columns, POLL).toContain(columnAt(1280) + 2);
    await expect.poll(columns, POLL).toContain(columnAt(0) + 1);
    expect(Math.min(...columns())).toBeGreaterThan(columnAt(0));
    await page.mouse.click(640, 360, { button: 'right' });
    await page.getByRole('menuitem', { name: zhCN.around.incidents }).click();
    const place = (): number[] => (new URL(page.url()).searchParams.get('p') ?? '').split(',').map(Number);
    await expect.poll(() => place()[0], POLL).toBeCloseTo(118.355, 4);
    expect(place()[1]).toBeCloseTo(34.37, 4);
    await page.keyboard.press('Escape');
    expect([...asked]).toEqual([product.address]);
  });

  it('says that a basemap does not answer any more, and takes the schematic one again', async () => {
    await double.close();
    await page.goto('/?c=118.2,34.2,15&l=&b=survey-office');
    await waitForMap(page);
    await page.getByText(word.isEmpty).waitFor();
    await choose(page, zhCN.basemaps.builtIn.slice(0, 2));
    await page.getByText(word.isEmpty).waitFor({ state: 'detached' });
    expect(analyst.troubles.filter((trouble) => !NOT_THERE.test(trouble))).toEqual([]);
  });
});
