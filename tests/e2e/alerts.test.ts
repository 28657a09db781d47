import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STALENESS_LIMITS } from '@liaowang/shared/analysis/positions/staleness';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { CORE, TEST_PASSWORD, createTestApp, type TestApp } from '../support/create-test-app.ts';
import { PATIENCE_MS, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { testDatabaseUrl } from '../support/test-database.ts';
import { productAddress } from '../support/product-address.ts';

const SECOND_MS = 1_000;
const COUNT = 20;

/** The text of a catalogue with its values filled in. */
const fill = (text: string, values: Record<string, string | number>) =>
  Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{{${name}}}`, String(value)), text);

/** Leaves the database of a stopped server as if it had listened for an hour and heard nobody since a moment before everybody counts as lost. */
async function letEverybodyFallSilent(): Promise<void> {
  const pool = new pg.Pool({ connectionString: testDatabaseUrl(), max: 1 });
  try {
    const nowMs = Date.now();
    const heardAt = new Date(nowMs - STALENESS_LIMITS.foot.lostAfterMs + SECOND_MS);
    await pool.query('UPDATE positions SET fix_time = $1, received_at = $1', [heardAt]);
    await pool.query('UPDATE unit_contacts SET contact_at = $1', [heardAt]);
    await pool.query('DELETE FROM silence_watch');
    await pool.query('INSERT INTO silence_watch (checked_at, listening_since) VALUES ($1, $2)', [
      new Date(nowMs),
      new Date(nowMs - 3_600 * SECOND_MS),
    ]);
  } finally {
    await pool.end();
  }
}

// The app runs in this process, so that its watch over silent units can be asked at once. It has one clock, the true one.
describe.skipIf(productAddress() === null)('alerts on the page', () => {
  let city: TestApp;
  let browser: Browser;
  let dispatcher: Visitor;
  let page: Page;
  const units: Array<{ id: number; device: string; name: string }> = [];

  const send = async (devices: ReadonlyArray<{ device: string }>, more = '', timeMs = Date.now()) => {
    for (const { device } of devices) {
      const answer = await fetch(
        `${city.address}/ingest/osmand?id=${device}&lat=${CORE[1]}&lon=${CORE[0]}&timestamp=${timeMs}${more}`,
      );
      expect(answer.status).toBe(200);
    }
  };
  const row = (text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text });
  const dialog = () => page.getByRole('dialog', { name: new RegExp(`^${zhCN.outage.title}`) });
  const card = (name: string) => page.getByRole('region', { name, exact: true });

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    city = await createTestApp();
    for (let n = 1; n <= COUNT; n++) {
      const name = `巡逻 ${String(n).padStart(2, '0')}`;
      units.push({
        id: (await city.createUnit({ deviceId: `phone-${n}`, name, branchId: n % 2 === 0 ? 1 : 2 })).id,
        device: `phone-${n}`,
        name,
      });
    }
    await send(units);
    await city.restart({}, letEverybodyFallSilent);
    dispatcher = await openVisitor(browser, { address: city.address, username: 'dispatcher', password: TEST_PASSWORD });
    ({ page } = dispatcher);
    await page.goto('/');
    await waitForMap(page);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('tell of 20 units that fall silent together in one row, and let go of each as it comes back', async () => {
    await expect
      .poll(
        async () => {
          await city.app.alerts.checkSilence(Date.now());
          return (await city.app.alerts.repository.findNotCleared(null)).map(({ kind }) => kind);
        },
        { timeout: PATIENCE_MS },
      )
      .toEqual(['units-lost']);
    await row(fill(zhCN.feed.outage, { count: COUNT })).waitFor();
    // What is said of one unit is part of what is said of many.
    const ofOne = new RegExp(`(?<!大面积|同时)${zhCN.alertKind['unit-lost']}`);
    expect(await page.getByRole('listitem').filter({ hasText: ofOne }).count()).toBe(0);
    await row(fill(zhCN.feed.outage, { count: COUNT }))
      .getByText(fill(zhCN.feed.outage, { count: COUNT }))
      .click();
    await dialog().getByText('巡逻 07', { exact: true }).waitFor();
    expect(await dialog().getByRole('listitem').count()).toBe(COUNT);

    // While somebody reads the list, those who come back leave it.
    await send(units.slice(0, 15));
    await city.app.alerts.checkSilence(Date.now());
    await expect.poll(() => dialog().getByRole('listitem').count(), { timeout: PATIENCE_MS }).toBe(5);
    await dialog()
      .getByText(fill(zhCN.outage.returned, { affected: COUNT, returned: 15 }))
      .waitFor();
    await dialog().getByText('巡逻 20', { exact: true }).click();
    await card('巡逻 20').waitFor();
    await row(fill(zhCN.feed.outageReturned, { returned: 15, affected: COUNT }))
      .getByRole('button', { name: zhCN.alert.acknowledge, exact: true })
      .click();
    await row(zhCN.alertStatus.acknowledged).waitFor();

    await send(units.slice(15));
    await city.app.alerts.checkSilence(Date.now());
    // Under the pointer the row stays, over and done with; it goes when the pointer does.
    await row(zhCN.alertStatus.cleared).waitFor();
    await page.mouse.move(500, 500);
    await row(zhCN.alertStatus.cleared).waitFor({ state: 'detached' });
  });

  it('ring for an SOS that was pressed three times and came late, and show the caller wherever it stands', async () => {
    const caller = units[6]!;
    const nowMs = Date.now();
    for (const agoMs of [40 * 60 * SECOND_MS, 39 * 60 * SECOND_MS, 2 * 60 * SECOND_MS])
      await send([caller], '&alarm=sos', nowMs - agoMs);
    const banner = page.getByRole('alert').filter({ hasText: zhCN.sos.title });
    await banner.getByText(/按下于 40 分/).waitFor();
    await banner.getByText(/共按 3 次/).waitFor();
    await banner.getByText(/才收到/).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('巡逻');
    const first = page.getByRole('option').first();
    await first.getByText(caller.name).waitFor();
    await first.getByText(zhCN.sos.calling).waitFor();
    await page.keyboard.press('Enter');
    const call = card(caller.name).getByRole('region', { name: zhCN.call.title });
    await call.getByText(zhCN.call.waiting).waitFor();
    await call.getByText(/^3 次/).waitFor();

    await page
      .getByRole('button', { name: new RegExp(zhCN.strip.units) })
      .first()
      .click();
    await page
      .getByRole('region', { name: zhCN.detail.unitsTitle })
      .getByRole('heading', { name: zhCN.sos.calling })
      .waitFor();

    await call.getByRole('button', { name: zhCN.alert.acknowledge, exact: true }).click();
    await call.getByText(fill(zhCN.call.taken, { name: 'dispatcher' })).waitFor();
    await banner.waitFor({ state: 'detached' });
    await call.getByRole('button', { name: zhCN.alert.clear, exact: true }).click();
    await call.waitFor({ state: 'detached' });
  });

  it('ran without an error on the page', () => {
    expect(dispatcher.troubles).toEqual([]);
  });
});
