import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { PATIENCE_MS, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
/** Where what was gone to lies in a window of 1280 × 720. */
const MIDDLE = [640, 360] as const;
const { unitList } = zhCN;

describe.skipIf(address === null)('the list of units', () => {
  let browser: Browser;
  let dispatcher: Visitor;
  let page: Page;
  const panel = () => page.getByRole('region', { name: unitList.title, exact: true });
  const names = () => panel().getByRole('rowheader').allInnerTexts();
  const said = (name: string) => new URL(page.url()).searchParams.get(name);
  /** How many are listed, of how many. */
  const counts = async () =>
    (await panel().getByRole('status').first().innerText()).split('/').map((part) => Number(part.replace(',', '')));

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    dispatcher = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
    ({ page } = dispatcher);
    await page.goto('/?l=foot');
    await waitForMap(page);
    await page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('opens by U, with few rows in the page however many are listed', async () => {
    await page.keyboard.press('u');
    await expect.poll(async () => (await counts())[0], POLL).toBeGreaterThan(500);
    const [shown, total] = await counts();
    expect(shown).toBe(total);
    expect(await panel().getByRole('table').getAttribute('aria-rowcount')).toBe(String(Number(total) + 1));
    expect(await panel().getByRole('rowheader').count()).toBeLessThan(80);
  });

  it('narrows and sorts, and its link says how', async () => {
    await panel().getByRole('button', { name: unitList.section.filter, exact: true }).click();
    await panel().getByRole('button', { name: zhCN.unitKind.foot, exact: true }).click();
    await expect.poll(async () => new Set(await names()).size, POLL).toBeGreaterThan(5);
    const [shown = 0, total = 0] = await counts();
    expect(shown).toBeLessThan(total);
    await panel().getByRole('button', { name: unitList.section.filter, exact: true }).click();
    const head = panel().getByRole('columnheader', { name: unitList.column.speed });
    await head.getByRole('button').click();
    await head.getByRole('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await expect.poll(() => said('units'), POLL).toBe('kind:foot;sort:speed');
  });

  it('selects on the map, and is selected from it', async () => {
    // The slowest first: it still stands where it was when the map is clicked.
    const row = panel().getByRole('rowheader').first().getByRole('button');
    const name = (await row.innerText()).trim();
    await row.click();
    await page.getByRole('region', { name, exact: true }).waitFor();
    const selected = said('s');
    expect(selected).toMatch(/^unit:\d+$/);
    await page.mouse.move(...MIDDLE);
    await page.keyboard.press('Escape');
    await expect.poll(() => said('s'), POLL).toBeNull();
    await page.mouse.click(...MIDDLE);
    await expect.poll(() => said('s'), POLL).toMatch(/^unit:\d+$/);
    // In a crowd another may stand nearer by now; it is that one which the list marks and shows.
    const chosen = panel().locator('tr[aria-current=true]');
    await chosen.waitFor();
    await page
      .getByRole('region', { name: (await chosen.getByRole('rowheader').innerText()).trim(), exact: true })
      .waitFor();
  });

  it('is there again after a reload, as the link says', async () => {
    await page.reload();
    await panel().waitFor();
    await expect.poll(async () => (await counts())[0], POLL).toBeGreaterThan(5);
    expect(said('units')).toBe('kind:foot;sort:speed');
    const head = panel().getByRole('columnheader', { name: unitList.column.speed });
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
  });

  it('is saved as a file, a line each', async () => {
    const [shown] = await counts();
    await panel().getByRole('button', { name: zhCN.tableFile.export, exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: zhCN.tableFile.format.csv }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`${unitList.title}.*\\.csv$`));
    const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toHaveLength(Number(shown) + 1);
    expect(lines[0]).toContain(unitList.column.name);
  });

  it('ran without an error on the page', () => {
    expect(dispatcher.troubles).toEqual([]);
  });
});
