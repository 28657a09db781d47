import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { startProduct, type Product } from '../support/product.global.ts';
import { openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

/** Few units: what is restarted here is the server, not the city. */
const TINY_CITY = { DEMO_UNITS: '20', DEMO_INTERVAL_SECONDS: '5' };
const WRITTEN = '路口两车相撞，正在等交警';
/** What the browser itself writes when a request finds nobody. */
const NOBODY_ANSWERED = /net::ERR_|WebSocket connection to/;

describe.skipIf(productAddress() === null)('a planned restart of the server', () => {
  let browser: Browser;
  let product: Product;
  let visitor: Visitor;

  beforeAll(async () => {
    product = await startProduct(TINY_CITY);
    browser = (await launchBrowser()) as Browser;
    visitor = await openVisitor(browser, { address: product.address, username: 'dispatcher' });
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('blanks nothing and loses nothing of a half-typed report, which is sent afterwards', async () => {
    const { page } = visitor;
    const report = page.getByRole('dialog', { name: zhCN.report.title });
    const link = (word: string) => page.locator('header').getByText(word, { exact: true });
    const feedRows = page.getByRole('region', { name: zhCN.feed.title }).locator('li button');
    await page.goto('/?c=118.35,34.37,13&l=');
    await waitForMap(page);
    await link(zhCN.link.live).waitFor();
    await feedRows.first().waitFor();
    await page.getByRole('application').click({ button: 'right', position: { x: 600, y: 330 } });
    await page.getByRole('menuitem', { name: zhCN.report.here }).click();
    await report.getByRole('radio', { name: zhCN.category.traffic }).check({ force: true });
    await report.getByRole('textbox').fill(WRITTEN);

    await product.interrupt();
    await link(zhCN.link.offline).waitFor();
    await page.getByText(/^连接已断开，自 \d{2}:\d{2}:\d{2} 起/).waitFor();
    await report.getByRole('button', { name: zhCN.report.submit, exact: true }).click();
    await report.getByText(zhCN.report.kept).waitFor();
    // Longer than any query is tried again: whatever would give up has given up.
    await page.getByText(/^连接已断开/).waitFor();
    await expect
      .poll(
        () =>
          page.evaluate(
            () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/readyz')).length,
          ),
        { timeout: 60_000 },
      )
      .toBeGreaterThan(3);
    expect(await report.getByRole('textbox').inputValue()).toBe(WRITTEN);
    expect(await feedRows.count()).toBeGreaterThan(3);
    expect(await page.getByRole('region', { name: zhCN.strip.label }).innerText()).toMatch(/\d/);

    await product.resume();
    await link(zhCN.link.live).waitFor();
    expect(await report.getByRole('textbox').inputValue()).toBe(WRITTEN);
    expect(await report.getByRole('radio', { name: zhCN.category.traffic }).isChecked()).toBe(true);
    await report.getByRole('button', { name: zhCN.report.submit, exact: true }).click();
    await report.waitFor({ state: 'detached' });
    const stored = await (await visitor.context.request.get('/api/v1/incidents')).json();
    expect(
      stored.features.filter(({ properties }: IncidentFeature) => properties.description === WRITTEN),
    ).toHaveLength(1);
  });

  it('gives back what was being written when a session ends and the same account signs in again', async () => {
    const { page } = visitor;
    const report = page.getByRole('dialog', { name: zhCN.report.title });
    await page.keyboard.press('Escape');
    await page.getByRole('application').click({ button: 'right', position: { x: 560, y: 300 } });
    await page.getByRole('menuitem', { name: zhCN.report.here }).click();
    await report.getByRole('textbox').fill(WRITTEN);
    // As when an administrator ends it: the page did not ask for it.
    await visitor.context.request.delete('/api/v1/session', { headers: { origin: product.address } });
    await page.getByText(zhCN.signIn.ended).waitFor();
    expect(await report.isVisible()).toBe(false);
    await page.getByRole('button', { name: zhCN.roleNote.dispatcher }).click();
    await report.waitFor();
    expect(await report.getByRole('textbox').inputValue()).toBe(WRITTEN);
  });

  it('ran without an error on the page', () => {
    expect(visitor.troubles.filter((trouble) => !NOBODY_ANSWERED.test(trouble))).toEqual([]);
  });
});
