import { gzipSync } from 'node:zlib';
import type { Browser, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
/** The whole way from an empty cache to the drawn map. */
const MAX_SCRIPT_BYTES = 1_000_000;

describe.skipIf(address === null)('first load', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    visitor = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('takes at most 1 MB of gzipped script before the map shows', async () => {
    const scripts = new Map<string, Response>();
    // Of the whole context: the map's worker fetches its script outside the page. Their bodies are read once the map
    // shows: what is still coming then is not counted, and is not waited for when the browser closes.
    visitor.context.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (response.ok() && /\.m?js$/.test(pathname)) scripts.set(pathname, response);
    });
    await visitor.page.goto('/');
    await waitForMap(visitor.page);

    const counted = new Map(scripts);
    const paths = [...counted.keys()].join(' ');
    expect(paths).toMatch(/map-view/);
    expect(paths).toMatch(/worker/);
    const sizes = await Promise.all(
      [...counted.values()].map(async (response) => gzipSync(await response.body()).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
  });

  it('is answered compressed, and kept by the browser under its hashed name', async () => {
    const page = await visitor.context.request.get('/');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1];
    const answer = await visitor.context.request.get(String(script));
    expect(answer.headers()['content-encoding']).toMatch(/^(gzip|br|zstd)$/);
    expect(answer.headers()['cache-control']).toContain('immutable');
    expect(page.headers()['cache-control']).toBe('no-cache');
  });
});
