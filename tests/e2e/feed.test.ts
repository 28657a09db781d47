import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { CORE, TEST_PASSWORD, createTestApp, type TestApp } from '../support/create-test-app.ts';
import { PATIENCE_MS, openVisitor, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const POLL = { timeout: PATIENCE_MS, interval: 100 };
const { feed } = zhCN;
const fill = (text: string, count: number) => text.replace('{{count}}', String(count));

// The app runs in this process: nothing happens in its city but what is sent here.
describe.skipIf(productAddress() === null)('the feed', () => {
  let city: TestApp;
  let browser: Browser;
  let dispatcher: Visitor;
  let page: Page;
  const units: Array<{ id: number; device: string }> = [];

  const panel = () => page.getByRole('region', { name: feed.title, exact: true });
  const rows = () => panel().getByRole('listitem');
  const titles = () => rows().evaluateAll((items) => items.map((item) => item.querySelector('button')?.title ?? ''));
  const boxes = async () => Promise.all((await rows().all()).map((row) => row.boundingBox()));
  const report = async (category: string, description: string, severity = 'medium') => {
    const answer = await city.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { cookie: await city.cookieOf('dispatcher') },
      payload: { category, severity, source: 'reported', position: CORE, description },
    });
    expect(answer.statusCode).toBe(201);
  };
  const callForHelp = async () => {
    const [unit] = units;
    const query = `id=${unit?.device}&lat=${CORE[1]}&lon=${CORE[0]}&timestamp=${Date.now()}&alarm=sos`;
    expect((await fetch(`${city.address}/ingest/osmand?${query}`)).status).toBe(200);
  };
  const statuses = async () => (await city.app.alerts.repository.findNotCleared(null)).map(({ status }) => status);

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    city = await createTestApp();
    for (let n = 1; n <= 3; n++) {
      const device = `phone-${n}`;
      units.push({ id: (await city.createUnit({ deviceId: device, name: `巡逻 0${n}`, branchId: 1 })).id, device });
    }
    const raisedAt = new Date(Date.now() - 5 * 60_000);
    for (const { id } of units)
      await city.app.alerts.repository.insert({
        kind: 'unit-stationary',
        subjectId: id,
        position: CORE,
        raisedAt,
        cause: 'journey',
        detail: { stationarySince: raisedAt.toISOString(), maxMinutes: 30, radiusMeters: 100 },
      });
    await report('theft', '停车场少了一辆自行车');
    await report('noise', '广场音响', 'low');
    dispatcher = await openVisitor(browser, { address: city.address, username: 'dispatcher', password: TEST_PASSWORD });
    ({ page } = dispatcher);
    await page.goto('/?l=incidents');
    await page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('holds still under the pointer, says how many came, and lets them in when it leaves', async () => {
    await expect.poll(() => rows().count(), POLL).toBe(5);
    await rows().nth(1).hover();
    const [before, places] = [await titles(), await boxes()];
    await report('dispute', '邻里争吵');
    await panel()
      .getByRole('button', { name: fill(feed.newOnes, 1), exact: true })
      .waitFor();
    await callForHelp();
    await panel()
      .getByRole('button', { name: fill(feed.newOnes, 2), exact: true })
      .waitFor();
    expect(await titles()).toEqual(before);
    expect(await boxes()).toEqual(places);

    await page.mouse.move(500, 400);
    await expect.poll(() => rows().count(), POLL).toBe(before.length + 2);
    // Who calls for help comes first, then what is newest.
    const [first, second] = await titles();
    expect(first).toContain(zhCN.alertKind.sos);
    expect(second).toContain(zhCN.category.dispute);
  });

  it('lets the new ones in when asked, and holds again', async () => {
    await rows().nth(2).hover();
    const before = await titles();
    await report('help', '老人迷路');
    await panel()
      .getByRole('button', { name: fill(feed.newOnes, 1), exact: true })
      .click();
    await expect.poll(async () => (await titles()).length, POLL).toBe(before.length + 1);
    await report('other', '路灯不亮');
    await panel()
      .getByRole('button', { name: fill(feed.newOnes, 1), exact: true })
      .waitFor();
    expect((await titles()).length).toBe(before.length + 1);
    await page.mouse.move(500, 400);
    await expect.poll(async () => (await titles()).length, POLL).toBe(before.length + 2);
  });

  it('is narrowed by words and state, which its link keeps', async () => {
    const all = await rows().count();
    // A call that waits stays, whatever is asked for.
    const narrowed = [expect.stringContaining(zhCN.alertKind.sos), expect.stringContaining(zhCN.category.theft)];
    await panel().getByRole('button', { name: feed.narrow, exact: true }).click();
    await panel().getByLabel(feed.words).fill('自行车');
    await expect.poll(titles, POLL).toEqual(narrowed);
    await expect.poll(() => new URL(page.url()).searchParams.get('feed-text'), POLL).toBe('自行车');
    await page.reload();
    await expect.poll(titles, POLL).toEqual(narrowed);
    await panel()
      .getByRole('button', { name: `${feed.narrow} · 1` })
      .click();
    await panel().getByRole('button', { name: feed.clearConditions }).click();
    await expect.poll(() => rows().count(), POLL).toBe(all);
    await panel()
      .getByRole('button', { name: new RegExp(`^${feed.narrow}`) })
      .click();
  });

  it('takes many alerts at once, and gives them back', async () => {
    await panel().getByRole('button', { name: feed.several, exact: true }).click();
    await expect.poll(() => panel().getByRole('checkbox').count(), POLL).toBe(4);
    // A call for help is taken by itself: somebody must go.
    expect(await panel().getByRole('checkbox', { disabled: true }).count()).toBe(1);
    await panel().getByRole('button', { name: feed.chooseAll, exact: true }).click();
    await panel()
      .getByRole('button', { name: fill(feed.take, 3), exact: true })
      .click();
    await panel().getByText(fill(feed.taken, 3)).waitFor();
    expect((await statuses()).toSorted()).toEqual(['acknowledged', 'acknowledged', 'acknowledged', 'raised']);
    await panel().getByRole('button', { name: feed.undo, exact: true }).click();
    await panel().getByText(fill(feed.released, 3)).waitFor();
    expect(await statuses()).toEqual(['raised', 'raised', 'raised', 'raised']);
  });

  it('ran without an error on the page', () => {
    expect(dispatcher.troubles).toEqual([]);
  });
});
