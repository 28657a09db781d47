import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const SCREEN = { width: 390, height: 844 };
/** As a finger needs it, CSS pixels; less is rounding. */
const FINGER_PIXELS = 43.5;

/** What can be pressed and is smaller than a finger, with its size: what is laid over or around it to be met counts with it. */
const findSmallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((leastPixels) => {
    const findBox = (element: HTMLElement) => {
      if (element.matches('input')) return (element.closest('label') ?? element.parentElement!).getBoundingClientRect();
      const own = element.getBoundingClientRect();
      const over = getComputedStyle(element, '::after');
      if (over.position !== 'absolute') return own;
      const isOfRow = getComputedStyle(element).position === 'static' && over.top === '0px';
      if (isOfRow) return (element.offsetParent ?? element).getBoundingClientRect();
      return {
        width: Math.max(own.width, parseFloat(over.width)),
        height: Math.max(own.height, parseFloat(over.height)),
      };
    };
    const kinds = 'button, a[href], [role=switch], [role=tab], [role=menuitem], input, select, textarea';
    return [...document.querySelectorAll<HTMLElement>(kinds)].flatMap((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return [];
      const { width, height } = findBox(element);
      if (width === 0 || (width >= leastPixels && height >= leastPixels)) return [];
      return [
        `${element.getAttribute('aria-label') ?? element.textContent}: ${Math.round(width)} × ${Math.round(height)}`,
      ];
    });
  }, FINGER_PIXELS);

describe.skipIf(address === null)('on a phone', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    visitor = await openVisitor(browser, {
      address: String(address),
      username: 'dispatcher',
      viewport: SCREEN,
      isTouch: true,
    });
    await visitor.page.goto('/?l=lookouts&s=lookout:1');
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('opens one sheet at a time over the lower half of the map', async () => {
    const { page } = visitor;
    const tab = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true });
    const sheets = {
      [zhCN.phone.card]: page.getByText(zhCN.lookout.board, { exact: true }),
      [zhCN.phone.feed]: page.getByRole('heading', { name: zhCN.feed.title }),
      [zhCN.phone.figures]: page.getByRole('region', { name: zhCN.strip.label }),
      [zhCN.phone.layers]: page.getByRole('switch', { name: zhCN.layers.lookouts }),
    };
    // The link selects a lookout, so its card is what opens first.
    await sheets[zhCN.phone.card]?.waitFor();
    for (const [name, sheet] of Object.entries(sheets)) {
      await tab(name).tap();
      await sheet.waitFor();
      const box = (await sheet.boundingBox()) ?? { x: Number.NaN, y: Number.NaN, width: Number.NaN };
      expect(box.y).toBeGreaterThan(SCREEN.height * 0.3);
      expect(box.x + box.width).toBeLessThanOrEqual(SCREEN.width);
      const shown = await Promise.all(
        Object.entries(sheets).map(async ([id, each]) => ((await each.count()) > 0 ? [id] : [])),
      );
      expect(shown.flat()).toEqual([name]);
    }
    await tab(zhCN.phone.map).tap();
    for (const sheet of Object.values(sheets)) await sheet.waitFor({ state: 'detached' });
  });

  it('goes to another workspace by the menu of its bar, and back', async () => {
    const { page } = visitor;
    const menu = page.locator('header').getByRole('button', { name: new RegExp(`^${zhCN.workspace.label}`) });
    await menu.tap();
    await page.getByRole('menuitem', { name: zhCN.workspace.coverage, exact: true }).tap();
    await page.waitForURL(/\/coverage\?/);
    await menu.getByText(zhCN.workspace.coverage).waitFor();
    await menu.tap();
    await page.getByRole('menuitem', { name: zhCN.workspace.live, exact: true }).tap();
    await page.waitForURL(({ pathname }) => pathname === '/');
  });

  it('has room for a finger on whatever can be pressed', async () => {
    const { page } = visitor;
    const tabs = page.locator('nav').getByRole('button');
    await tabs.filter({ hasText: zhCN.phone.feed }).waitFor();
    for (const name of [zhCN.phone.map, zhCN.phone.feed, zhCN.phone.figures, zhCN.phone.units, zhCN.phone.layers]) {
      await tabs.filter({ hasText: name }).tap();
      if (name === zhCN.phone.units) await page.getByRole('rowheader').first().waitFor();
      expect(await findSmallTargets(page), name).toEqual([]);
    }
    await page.locator('header').getByRole('button', { name: zhCN.topBar.person, exact: true }).tap();
    await page.getByRole('menuitem').first().waitFor();
    expect(await findSmallTargets(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('reports by the button under the thumb, with when it was', async () => {
    const { page } = visitor;
    await page.locator('nav').getByRole('button', { name: zhCN.phone.map, exact: true }).tap();
    await page.getByRole('button', { name: zhCN.report.submit, exact: true }).tap();
    const form = page.getByRole('dialog', { name: zhCN.report.title, exact: true });
    await form.getByText(zhCN.category.help, { exact: true }).tap();
    const earlier = form.getByRole('radio', { name: zhCN.report.minutesAgo.replace('{{minutes}}', '10'), exact: true });
    await earlier.check();
    expect(await findSmallTargets(page)).toEqual([]);
    await form.getByRole('button', { name: zhCN.report.submit, exact: true }).tap();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: zhCN.common.undo, exact: true }).tap();
    await page.getByText(zhCN.report.undone).waitFor();
  });

  it('needs no scrolling sideways', async () => {
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SCREEN.width);
  });

  it('ran without an error on the page', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
