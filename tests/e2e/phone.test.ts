import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openVisitor, type Visitor } from '../support/visitor.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const SCREEN = { width: 390, height: 844 };

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

  it('needs no scrolling sideways', async () => {
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SCREEN.width);
  });

  it('ran without an error on the page', () => {
    expect(visitor.troubles).toEqual([]);
  });
});
