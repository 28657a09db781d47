import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { getFacts, openVisitor, PATIENCE_MS, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
/** What browser and libraries themselves write when a context goes or a file does not come. */
const TOLD_BY_OTHERS = /WebGL|net::ERR_|Failed to load resource|context/;
/** Half the side of the square of pixels that is looked at around a mark. */
const AROUND_PIXELS = 14;

/** How many pixels in the middle of the page, which is where the camera looks, differ from their neighbour: marks have edges, ground has none. */
async function countEdges(page: Page): Promise<number> {
  const { width, height } = page.viewportSize()!;
  const clip = {
    x: width / 2 - AROUND_PIXELS,
    y: height / 2 - AROUND_PIXELS,
    width: 2 * AROUND_PIXELS,
    height: 2 * AROUND_PIXELS,
  };
  const picture = (await page.screenshot({ clip })).toString('base64');
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
    let edges = 0;
    for (let at = 4; at < data.length; at += 4) edges += Math.abs(data[at + 1]! - data[at - 3]!) > 40 ? 1 : 0;
    return edges;
  }, picture);
}

/** What waking from sleep or a driver's reset does to every canvas of the map. */
const loseGraphics = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const lost = [...document.querySelectorAll<HTMLCanvasElement>('.map-view canvas')].map((canvas) =>
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context'),
    );
    for (const extension of lost) extension?.loseContext();
    return lost.length;
  });

describe.skipIf(address === null)('parts of the page that fail', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    visitor = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('a map whose WebGL contexts are lost says so, and is back with its marks and where it was', async () => {
    const { page } = visitor;
    const lookouts = await getFacts<{ features: { geometry: { coordinates: [number, number] } }[] }>(
      visitor,
      '/api/v1/lookouts',
    );
    const [lng, lat] = lookouts.features[0]!.geometry.coordinates;
    // Nothing but lookouts, and one of them in the middle.
    await page.goto(`/?c=${lng},${lat},15&l=lookouts`);
    await waitForMap(page);
    await expect.poll(() => countEdges(page), { timeout: PATIENCE_MS }).toBeGreaterThan(20);
    const lookedAt = page.url();

    expect(await loseGraphics(page)).toBe(2);
    await page.getByText(zhCN.map.graphicsLost).waitFor();
    await page.getByRole('button', { name: zhCN.map.loadAgain }).waitFor();

    await page.getByText(zhCN.map.graphicsLost).waitFor({ state: 'detached' });
    await expect.poll(() => countEdges(page), { timeout: PATIENCE_MS }).toBeGreaterThan(20);
    expect(await page.locator('.map-view canvas').count()).toBe(2);
    expect(page.url()).toBe(lookedAt);
  });

  it('where no graphics are granted any more it says so and the rest goes on; asked again, it loads the map', async () => {
    const { page } = visitor;
    await page.evaluate(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      Object.assign(window, { grantGraphics: () => (HTMLCanvasElement.prototype.getContext = getContext) });
      HTMLCanvasElement.prototype.getContext = function refuse(
        this: HTMLCanvasElement,
        kind: string,
        ...rest: unknown[]
      ) {
        return kind.startsWith('webgl')
          ? null
          : (getContext as (...all: unknown[]) => unknown).call(this, kind, ...rest);
      } as typeof getContext;
    });
    // The canvases that are there know their contexts no more by that name: they are asked for by their own.
    await page.evaluate(() => {
      for (const canvas of document.querySelectorAll('.map-view canvas'))
        canvas.dispatchEvent(new Event('webglcontextlost', { cancelable: true }));
    });
    await page.getByText(zhCN.map.graphicsGone).waitFor();
    await page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
    await page.evaluate(() => (window as unknown as { grantGraphics: () => void }).grantGraphics());
    await page.getByRole('button', { name: zhCN.map.loadAgain }).click();
    await page.getByText(zhCN.map.graphicsGone).waitFor({ state: 'detached' });
    await expect.poll(() => countEdges(page), { timeout: PATIENCE_MS }).toBeGreaterThan(20);
  });

  it('a part that cannot be fetched says why, and comes by itself when it can', async () => {
    const { page } = visitor;
    let isAway = true;
    await page.route(/hotspots-room|^[^?]*\/$/, (route) => (isAway ? route.abort() : route.continue()));
    await page.getByRole('link', { name: zhCN.workspace.hotspots }).click();
    await page.getByText(zhCN.part.away).waitFor();
    await page.getByText(zhCN.part.trying).waitFor();
    isAway = false;
    await page.getByText(zhCN.part.away).waitFor({ state: 'detached' });
    await page.getByRole('tab').first().waitFor();
    await page.unroute(/hotspots-room|^[^?]*\/$/);
  });

  it('a page whose parts are gone because there is a newer one says so and offers to reload', async () => {
    const { page } = visitor;
    await page.route('**/assets/coverage-room*', (route) => route.fulfill({ status: 404, body: '' }));
    await page.route(/^[^?]*\/$/, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><script type="module" src="/assets/index-newer.js"></script>',
      }),
    );
    await page.getByRole('link', { name: zhCN.workspace.coverage }).click();
    await page.getByText(zhCN.part.outdated).waitFor();
    await page.getByRole('button', { name: zhCN.part.reload }).waitFor();
  });

  it('ran without an exception on the page', () => {
    expect(visitor.troubles.filter((trouble) => !TOLD_BY_OTHERS.test(trouble))).toEqual([]);
  });
});
