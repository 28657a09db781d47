import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import type { IncidentFeature, IncidentSummary } from '@liaowang/shared/schemas/incident';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { startProduct, type Product } from '../support/product.global.ts';
import { getFacts, openVisitor, PATIENCE_MS, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
/** Inside the jurisdiction, away from what the demo city plants. */
const PLACE: [number, number] = [118.241, 34.221];

/** What a browser runs before any page: its clock is off by `window.clockOffMs`, which may be changed. */
function setClockOff(offMs: number): void {
  const RealDate = Date;
  const holder = window as unknown as { clockOffMs: number };
  holder.clockOffMs = offMs;
  const now = () => RealDate.now() + holder.clockOffMs;
  window.Date = new Proxy(RealDate, {
    construct: (target, parts: []) => (parts.length === 0 ? new target(now()) : new target(...parts)),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/** Milliseconds of the city's day that the top bar shows, less those of `timeMs`; within half a day. */
async function readClockError(page: Page, timeMs: number): Promise<number> {
  const shown = /(\d{2}):(\d{2}):(\d{2})/
    .exec(await page.locator('header time').innerText())!
    .slice(1)
    .map(Number);
  const errorMs =
    ((shown[0]! * 60 + shown[1]!) * 60 + shown[2]!) * 1_000 - (timeMs - findDayStart(findLocalDay(timeMs, ZONE), ZONE));
  return ((errorMs + DAY_MS * 1.5) % DAY_MS) - DAY_MS / 2;
}

async function report(visitor: Visitor, description: string, occurredMs: number): Promise<number> {
  const answer = await visitor.context.request.post('/api/v1/incidents', {
    data: { category: 'theft', position: PLACE, description, occurredAt: new Date(occurredMs).toISOString() },
  });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as IncidentFeature).properties.incidentId;
}

const rowOf = (page: Page, description: string) => page.getByRole('listitem').filter({ hasText: description });

describe.skipIf(address === null).each([
  ['behind', -600_000, zhCN.topBar.clockBehind],
  ['ahead', 600_000, zhCN.topBar.clockAhead],
])('a computer whose clock is ten minutes %s', (word, offMs, notice) => {
  let browser: Browser;
  let visitor: Visitor;
  const saying = (duration: string) => notice.replace('{{duration}}', duration);

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    visitor = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
    await visitor.context.addInitScript(setClockOff, offMs);
  });
  afterAll(() => browser?.close());

  it('shows what was reported a minute ago in the feed and on the map', async () => {
    const { page } = visitor;
    const description = `刚才-${word}`;
    await report(visitor, description, Date.now() - 60_000);
    await page.goto(`/?c=${PLACE.join(',')},16`);
    await waitForMap(page);
    await rowOf(page, description).first().waitFor();
    await expect
      .poll(
        async () => {
          // Pointing at it names it: the map has it.
          await page.mouse.move(640 + Math.random() * 4, 360);
          return page.locator('.map-tooltip').allInnerTexts();
        },
        { timeout: PATIENCE_MS },
      )
      .toContain(zhCN.category.theft);
  });

  it('shows the time of the city, and says by how much the computer is wrong', async () => {
    await expect
      .poll(async () => Math.abs(await readClockError(visitor.page, Date.now())), { timeout: 20_000 })
      .toBeLessThan(5_000);
    await visitor.page.getByText(saying('10 分'), { exact: true }).first().waitFor();
  });

  it('goes on by the server when the clock is set while the page is open, and has nothing to say once it is right', async () => {
    const { page } = visitor;
    await page.evaluate(() => ((window as unknown as { clockOffMs: number }).clockOffMs *= 6));
    await page.getByText(saying('1 小时'), { exact: true }).first().waitFor();
    expect(Math.abs(await readClockError(page, Date.now()))).toBeLessThan(5_000);
    await page.evaluate(() => ((window as unknown as { clockOffMs: number }).clockOffMs = 0));
    await expect.poll(() => page.getByText(/^本机时钟/).count()).toBe(0);
    expect(Math.abs(await readClockError(page, Date.now()))).toBeLessThan(5_000);
  });

  it('lets go of what is a day old, with nobody touching anything', async () => {
    const description = `快满一天-${word}`;
    const { page } = visitor;
    // The oldest of the day would be the last row: the feed is narrowed to it, so that it is mounted.
    await page.goto(`/?l=&feed-text=${encodeURIComponent(description)}`);
    await page.getByText(zhCN.feed.emptyFiltered).waitFor();
    await report(visitor, description, Date.now() - DAY_MS + 20_000);
    await rowOf(page, description).waitFor();
    await rowOf(page, description).waitFor({ state: 'detached' });
  });

  it('ran without an error on the page', () => expect(visitor.troubles).toEqual([]));
});

describe.skipIf(address === null)('midnight in the city', () => {
  let browser: Browser;
  let folder: string;
  let product: Product;
  let visitor: Visitor;
  let shiftMs: number;
  const setServerClock = async (timeMs: number) => {
    shiftMs = timeMs - Date.now();
    await writeFile(join(folder, 'shift'), String(shiftMs));
  };
  const untilMidnightMs = () =>
    findDayStart(findLocalDay(Date.now() + shiftMs, ZONE) + 1, ZONE) - (Date.now() + shiftMs);

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    folder = await mkdtemp(join(tmpdir(), 'liaowang-midnight-'));
    // An hour before the next midnight, so that whoever signs in stays signed in.
    await setServerClock(findDayStart(findLocalDay(Date.now(), ZONE) + 1, ZONE) - 3_600_000);
    const preload = pathToFileURL(join(import.meta.dirname, '../support/shifted-clock.mjs')).href;
    product = await startProduct({ NODE_OPTIONS: `--import ${preload}`, CLOCK_SHIFT_FILE: join(folder, 'shift') }, [
      '--no-demo',
    ]);
    visitor = await openVisitor(browser, { address: product.address });
    const made = await visitor.context.request.post('/api/v1/set-up', {
      data: { token: product.setUpToken, username: 'first', password: 'long-enough-1' },
    });
    if (!made.ok()) throw new Error(`The first account cannot be made: ${made.status()}`);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('begins today anew in number and list alike, while the last 24 hours go on', async () => {
    const { page } = visitor;
    await page.goto('/?l=');
    await waitForMap(page);
    const figure = page
      .getByRole('region', { name: zhCN.strip.label })
      .getByRole('button')
      .filter({ hasText: zhCN.strip.incidents });
    const readToday = async () => Number(/\n(\d+)\n/.exec(await figure.innerText())?.[1]);
    await figure.click();
    const list = page.getByRole('region', { name: zhCN.detail.incidentsTitle });
    await list.waitFor();
    const readListed = () => list.getByRole('listitem').count();

    // The server's clock is set forward: the page goes with it.
    await setServerClock(Date.now() + shiftMs + untilMidnightMs() - 25_000);
    await expect
      .poll(async () => Math.abs(await readClockError(page, Date.now() + shiftMs)), { timeout: 20_000 })
      .toBeLessThan(5_000);
    await report(visitor, '午夜之前', Date.now() + shiftMs - 1_000);
    await rowOf(page, '午夜之前').first().waitFor();
    const before = (await getFacts<IncidentSummary>(visitor, '/api/v1/incidents/summary')).today;
    expect(before).toBe(1);
    await expect.poll(readToday).toBe(before);
    await expect.poll(readListed).toBe(before);
    expect(untilMidnightMs()).toBeLessThan(25_000);

    await expect.poll(readToday, { timeout: 40_000 }).toBe(0);
    expect(untilMidnightMs()).toBeGreaterThan(DAY_MS / 2);
    expect(await readListed()).toBe(0);
    // It is yesterday's now, and stands under its date.
    await rowOf(page, '午夜之前').first().waitFor();
    const yesterday = new Date(findLocalDay(Date.now() + shiftMs, ZONE) * DAY_MS - DAY_MS).toISOString().slice(0, 10);
    await page
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${yesterday}$`) })
      .waitFor();
    expect(Math.abs(await readClockError(page, Date.now() + shiftMs))).toBeLessThan(5_000);
  });
});
