import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { PATIENCE_MS, getFacts, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
const MIDDLE = [640, 360] as const;
const MINUTE_MS = 60_000;
const { around, placeMenu, report } = zhCN;

describe.skipIf(address === null)('a place of the map', () => {
  let browser: Browser;
  let dispatcher: Visitor;
  let page: Page;
  const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    dispatcher = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
    await dispatcher.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    ({ page } = dispatcher);
    await page.goto('/?c=118.352,34.368,14&l=lookouts');
    await waitForMap(page);
    await page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('tells by right click who could be there first, how far they are and how long it takes', async () => {
    await page.mouse.click(...MIDDLE, { button: 'right' });
    await item(placeMenu.nearest).click();
    const list = section(around.nearest).getByRole('listitem');
    await expect.poll(() => list.count(), POLL).toBeGreaterThan(2);
    const rows = await list.allInnerTexts();
    for (const row of rows) {
      expect(row).toMatch(/(沿路|直线) [\d.,]+ k?m/);
      expect(row).toMatch(/约 \d+ 分/);
    }
    const minutes = rows.map((row) => Number(/约 (\d+) 分/.exec(row)?.[1]));
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
  });

  it('tells by the menu key what happened there', async () => {
    await page.getByRole('region', { name: zhCN.map.label, exact: true }).focus();
    await page.keyboard.press('Shift+F10');
    await item(placeMenu.incidents).click();
    await section(around.incidents)
      .getByText(/^(\d+ 件|这里没有发生过事件。)$/)
      .first()
      .waitFor();
    await section(around.nearest).waitFor({ state: 'detached' });
  });

  it('is copied as coordinates, and shared as a link that opens it for somebody else', async () => {
    await page.mouse.click(...MIDDLE, { button: 'right' });
    await item(zhCN.common.copyCoordinates).click();
    await expect.poll(clipboard, POLL).toMatch(/^118\.35\d{4},34\.36\d{4}$/);
    await page.mouse.click(...MIDDLE, { button: 'right' });
    await item(placeMenu.share).click();
    await expect.poll(clipboard, POLL).toMatch(/^http/);
    const shared = await clipboard();
    const colleague = await openVisitor(browser, { address: String(address), username: 'liaison' });
    await colleague.page.goto(shared);
    await colleague.page.getByRole('region', { name: around.place, exact: true }).waitFor();
    expect(new URL(colleague.page.url()).search).toBe(new URL(shared).search);
    expect(colleague.troubles).toEqual([]);
    await colleague.context.close();
  });

  it('is reported by the button in the bar, ten minutes after it happened', async () => {
    const description = `上报按钮 ${Date.now().toString(36)}`;
    await page.locator('header').getByRole('button', { name: report.submit, exact: true }).click();
    const form = page.getByRole('dialog', { name: report.title, exact: true });
    await form.getByText(zhCN.category.noise, { exact: true }).click();
    await form.getByRole('radio', { name: report.minutesAgo.replace('{{minutes}}', '10'), exact: true }).click();
    await form.locator('textarea').fill(description);
    const reportedMs = Date.now();
    await form.getByRole('button', { name: report.submit, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const { features } = await getFacts<{ features: IncidentFeature[] }>(dispatcher, '/api/v1/incidents');
    const made = features.find(({ properties }) => properties.description === description)?.properties;
    const agoMs = reportedMs - Date.parse(String(made?.occurredAt));
    expect(Math.abs(agoMs - 10 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
    await page.getByRole('button', { name: zhCN.common.undo, exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: description }).waitFor({ state: 'detached' });
  });

  it('ran without an error on the page', () => {
    expect(dispatcher.troubles).toEqual([]);
  });
});
