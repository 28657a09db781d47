import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { createTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { openVisitor, PATIENCE_MS, waitForMap, type Visitor } from '../support/visitor.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
/** What the browser itself writes when a request finds nobody. */
const NOBODY_ANSWERED = /net::ERR_|WebSocket connection to/;

describe.skipIf(address === null)('a lost server', () => {
  let browser: Browser;
  let wire: TcpProxy;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    wire = await createTcpProxy(String(address));
    visitor = await openVisitor(browser, { address: wire.connectionString, username: 'dispatcher' });
  });

  afterAll(async () => {
    await browser?.close();
    await wire?.close();
  });

  it('is told in a banner with the time, and by itself all is well again when it is back', async () => {
    const { page } = visitor;
    const banner = page.getByText(/^连接已断开，自 \d{2}:\d{2}:\d{2} 起/);
    const link = (word: string) => page.locator('header').getByText(word, { exact: true });
    await page.goto('/?l=');
    await link(zhCN.link.live).waitFor();
    await waitForMap(page);
    expect(await banner.count()).toBe(0);

    await wire.cut();
    await banner.waitFor();
    await link(zhCN.link.offline).waitFor();
    const figures = page.getByRole('region', { name: zhCN.strip.label });
    expect(await figures.innerText()).toMatch(/\d/);

    await wire.mend();
    await link(zhCN.link.live).waitFor();
    await banner.waitFor({ state: 'detached' });
  });

  it('says when frames stop although the connection stands, and resumes', async () => {
    const { page } = visitor;
    wire.freeze();
    await page.getByText(/没有收到新数据，地图可能不是最新/).waitFor();
    await page.locator('header').getByText(zhCN.link.late, { exact: true }).waitFor();
    wire.thaw();
    await page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
    await expect.poll(() => page.getByText(/没有收到新数据/).count(), { timeout: PATIENCE_MS }).toBe(0);
  });

  it('ran without an error on the page', () => {
    expect(visitor.troubles.filter((trouble) => !NOBODY_ANSWERED.test(trouble))).toEqual([]);
  });
});
