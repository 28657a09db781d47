import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageFigures, HourOfWeek, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import type { CoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import type { CoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { computeNearbyDistanceMeters } from '../../client/src/lib/nearest.ts';
import { launchBrowser } from '../support/browser.ts';
import { PATIENCE_MS, getFacts, openVisitor, readCamera, waitForMap, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
/** Where a link's camera looks in a window of 1280 × 720: between the panels. */
const MIDDLE = { x: 640, y: 360 };
const PAST_WITHIN_MS = 150_000;
const { coverage, plans, revisit, rules, siting } = zhCN;

interface Lookout {
  geometry: { coordinates: [number, number] };
  properties: { lookoutId: number; number: number; name: { zh: string }; onDuty: boolean; shape: WatchShape };
}

const placeOf = ({ geometry }: Lookout) => geometry.coordinates;

/** The key area in whose box a lookout stands. */
const findKeyArea = (lookout: Lookout, keyAreas: readonly KeyArea[]): KeyArea | undefined =>
  keyAreas.find(({ geometry }) => {
    const [west, south, east, north] = computeBounds(geometry);
    const [lng, lat] = placeOf(lookout);
    return lng > west && lng < east && lat > south && lat < north;
  });

/** The lookout in the box of a key area that is farthest from all others: what it sees, few others see. */
function findLonely(lookouts: Lookout[], keyAreas: readonly KeyArea[]): Lookout {
  const solitude = (lookout: Lookout) =>
    Math.min(
      ...lookouts
        .filter((other) => other !== lookout)
        .map((other) => computeNearbyDistanceMeters(placeOf(lookout), placeOf(other))),
    );
  const watchers = lookouts.filter((lookout) => findKeyArea(lookout, keyAreas));
  return watchers.toSorted((a, b) => solitude(b) - solitude(a))[0] as Lookout;
}

const parametersOf = (page: Page) => new URL(page.url()).searchParams;
const openTool = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const percentOf = async (place: Locator): Promise<number> =>
  Number(/(\d+\.\d)%/.exec(await place.innerText())?.[1] ?? Number.NaN);

// A shift of an analyst's questions: each step begins where the one before ended.
describe.skipIf(address === null)('the coverage workspace', () => {
  let browser: Browser;
  let dispatcher: Visitor;
  let page: Page;
  let figures: CoverageFigures;
  let lookout: Lookout;
  let keyAreas: KeyArea[];
  const tool = () => page.getByRole('tabpanel');
  const keyAreaName = (areaId: string) => figures.areas.find((area) => area.areaId === areaId)?.name.zh ?? '';

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    dispatcher = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
    ({ page } = dispatcher);
    figures = await getFacts<CoverageFigures>(dispatcher, '/api/v1/coverage/figures');
    const { features } = await getFacts<{ features: Lookout[] }>(dispatcher, '/api/v1/lookouts');
    keyAreas = await getFacts<KeyArea[]>(dispatcher, '/api/v1/key-areas');
    lookout = findLonely(
      features.filter(({ properties }) => properties.onDuty),
      keyAreas,
    );
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('opens by link with the chosen area, its figures and the list of gaps', async () => {
    const area = figures.areas.find(({ areaId, gapCount }) => areaId.startsWith('key-area:') && gapCount > 0);
    await page.goto(`/coverage?a=${area?.areaId}`);
    await waitForMap(page);
    const table = page.getByRole('table', { name: coverage.areas.title });
    const row = table
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: area?.name.zh, exact: true, pressed: true }) });
    await row.waitFor();
    expect(await table.getByRole('row').count()).toBe(figures.areas.length + 1);
    // The units drive on between our question and the page's.
    expect(Math.abs((await percentOf(row)) - (area?.share ?? 0) * 100)).toBeLessThan(15);
    expect(parametersOf(page).get('a')).toBe(area?.areaId);
  });

  it('lists the gaps and flies to the one that is opened', async () => {
    const { gaps } = await getFacts<TrackedGaps>(dispatcher, '/api/v1/coverage/gaps');
    const list = page.getByRole('list', { name: coverage.gaps.list });
    const largest = gaps.toSorted((a, b) => b.areaSquareMeters - a.areaSquareMeters)[0];
    await page.getByRole('radio', { name: coverage.gaps.by.size, exact: true }).click();
    await list
      .getByRole('listitem')
      .first()
      .getByRole('button')
      .filter({ hasText: new RegExp(`^${keyAreaName(String(largest?.areaId))}`) })
      .waitFor();
    await list.getByRole('button').first().click();
    const metersAway = () =>
      computeNearbyDistanceMeters([readCamera(page).lng, readCamera(page).lat], largest?.labelPoint ?? [0, 0]);
    await expect.poll(metersAway, POLL).toBeLessThan(2 * Math.sqrt(largest?.areaSquareMeters ?? 0));
    await tool().getByText(coverage.gaps.patrols, { exact: true }).waitFor();
  });

  it('shows the week of the chosen area and says what is simulated', async () => {
    // The demo works out its past in the background.
    await waitFor(
      'the demo to have a past',
      async () =>
        (await getFacts<HourOfWeek>(dispatcher, '/api/v1/coverage/hour-of-week?areaId=key-area:1&weeks=8')).isSimulated,
      PAST_WITHIN_MS,
    );
    await openTool(page, coverage.tool.hours);
    const grid = tool().getByRole('grid');
    await grid.waitFor();
    expect(await grid.getByRole('gridcell').count()).toBe(168);
    await tool().getByText(coverage.hours.simulated).waitFor();
    expect(parametersOf(page).get('tab')).toBe('hours');
  });

  it('refuses a window that ends before it begins, in words', async () => {
    const strip = page.getByRole('region', { name: coverage.window.label, exact: true });
    await strip
      .getByRole('radiogroup', { name: coverage.window.label })
      .getByRole('radio', { name: coverage.window.custom })
      .click();
    const dialog = page.getByRole('dialog', { name: coverage.window.customTitle, exact: true });
    await dialog.getByLabel(coverage.window.from, { exact: true }).fill('2026-11-20 10');
    await dialog.getByText(coverage.window.unreadable).waitFor();
    await dialog.getByLabel(coverage.window.from, { exact: true }).fill('2026-11-20 10:00');
    await dialog.getByLabel(coverage.window.to, { exact: true }).fill('2026-11-20 09:00');
    await dialog.getByText(coverage.window.empty).waitFor();
    expect(await dialog.getByRole('button', { name: coverage.window.apply }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('answers while a lookout is dragged, and takes it back', async () => {
    const [lng, lat] = lookout.geometry.coordinates;
    await page.goto(`/coverage?c=${lng},${lat},14&tab=plan`);
    await waitForMap(page);
    const total = tool().getByRole('region', { name: plans.totalOf.keyAreas, exact: true });
    await expect.poll(() => percentOf(total), POLL).toBeGreaterThan(0);
    await tool().getByText(plans.editsEmpty).waitFor();
    await total.getByText(plans.table.same).first().waitFor();

    const changed = total.getByText(/^[升降] \d+\.\d/).first();
    await page.mouse.move(MIDDLE.x, MIDDLE.y);
    await page.mouse.down();
    await page.mouse.move(MIDDLE.x, MIDDLE.y - 40);
    await page.mouse.move(MIDDLE.x - 60, MIDDLE.y - 200, { steps: 5 });
    // Still held: the figures do not wait for the drop.
    await changed.waitFor();
    await page.mouse.up();
    const edit = tool().getByRole('listitem').filter({ hasText: lookout.properties.name.zh });
    await edit.getByText(/^移动 \d/).waitFor();
    expect(Number(await tool().locator('[data-answer-ms]').getAttribute('data-answer-ms'))).toBeGreaterThan(0);
    expect(readCamera(page).lng).toBeCloseTo(lng, 3);

    await page.keyboard.press('Control+z');
    await tool().getByText(plans.editsEmpty).waitFor();
    await changed.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+y');
    await edit.waitFor();
    await changed.waitFor();
  });

  it('saves the plan, and its link shows it to somebody else', async () => {
    const name = `端到端方案 ${Date.now().toString(36)}`;
    await tool().getByRole('button', { name: plans.save, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: plans.saveDialog.title, exact: true });
    await dialog.getByRole('button', { name: plans.save, exact: true }).click();
    await dialog.getByText(plans.saveDialog.needName).waitFor();
    await dialog.getByLabel(plans.saveDialog.name).fill(name);
    await dialog.getByRole('button', { name: plans.save, exact: true }).click();
    await expect.poll(() => parametersOf(page).get('plan'), POLL).toMatch(/^\d+$/);
    // What was saved is known as saved, in whatever order the server writes it.
    await tool().getByText(plans.unsaved, { exact: true }).waitFor({ state: 'detached' });
    const saved = (await getFacts<CoveragePlan[]>(dispatcher, '/api/v1/coverage/plans')).find(
      (plan) => plan.name === name,
    );
    expect(saved?.definition.lookouts).toMatchObject([{ lookoutId: lookout.properties.lookoutId }]);

    const analyst = await openVisitor(browser, { address: String(address), username: 'analyst' });
    await analyst.page.goto(new URL(page.url()).pathname + new URL(page.url()).search);
    await analyst.page.getByRole('tabpanel').getByText(name, { exact: true }).first().waitFor();
    await analyst.page
      .getByRole('tabpanel')
      .getByRole('listitem')
      .filter({ hasText: lookout.properties.name.zh })
      .getByText(/移动/)
      .waitFor();
    expect(analyst.troubles).toEqual([]);
    await analyst.context.close();
    await dispatcher.context.request.delete(`/api/v1/coverage/plans/${saved?.id}`);
  });

  it('narrows what a lookout sees on its card, which leaves its key area less seen, and takes it back', async () => {
    const { lookoutId, name } = lookout.properties;
    const area = findKeyArea(lookout, keyAreas);
    const shapeNow = async () =>
      (await getFacts<{ features: Lookout[] }>(dispatcher, '/api/v1/lookouts')).features.find(
        ({ properties }) => properties.lookoutId === lookoutId,
      )?.properties.shape;
    const shapeBefore = await shapeNow();
    await page.goto(`/coverage?a=key-area:${area?.id}&s=lookout:${lookoutId}`);
    const row = page
      .getByRole('table', { name: coverage.areas.title })
      .getByRole('row')
      .filter({ has: page.getByRole('button', { pressed: true }) });
    const card = page.getByRole('region', { name: name.zh, exact: true });
    await card.getByRole('button', { name: zhCN.lookout.changeRange }).click();
    const seenBefore = await percentOf(row);
    await card.getByRole('radio', { name: zhCN.lookoutRange.kinds.sector }).click();
    await card.getByLabel(zhCN.lookoutRange.bearingDegrees).fill('45');
    await card.getByLabel(zhCN.lookoutRange.angleDegrees).fill('10');
    await card.getByRole('button', { name: zhCN.lookoutRange.save, exact: true }).click();

    const words = card.getByText(/^10° 扇形，朝东北，/);
    await words.waitFor();
    expect(await shapeNow()).toEqual({ kind: 'sector', bearingDegrees: 45, angleDegrees: 10 });
    // Units come and go, but no other lookout is near.
    await expect.poll(() => percentOf(row), POLL).toBeLessThan(0.7 * seenBefore);
    const seenNarrowed = await percentOf(row);

    await card.getByRole('button', { name: zhCN.common.undo, exact: true }).click();
    await words.waitFor({ state: 'detached' });
    expect(await shapeNow()).toEqual(shapeBefore);
    await expect.poll(() => percentOf(row), POLL).toBeGreaterThan((seenBefore + seenNarrowed) / 2);
  });

  it('says what is wrong with a question before it is asked', async () => {
    await page.goto('/coverage?tab=siting&a=key-area:1');
    const form = tool().locator('form');
    await form.getByLabel(siting.newPosts).fill('190');
    await form.getByLabel(siting.spacing).fill('2000');
    await form.getByLabel(siting.range).fill('0');
    await form.getByRole('button', { name: siting.run }).click();
    await form.getByText('请填 10–10000 之间的数。').waitFor();
    await form.getByText(/^要设 190 个，候选位置约只有 \d+ 个/).waitFor();
    expect(parametersOf(page).get('job')).toBeNull();
  });

  it('finds where the next ones should stand, and proves it', async () => {
    const form = tool().locator('form');
    await form.getByLabel(siting.newPosts).fill('3');
    await form.getByLabel(siting.spacing).fill('400');
    await form.getByLabel(siting.range).fill('500');
    await form.getByRole('button', { name: siting.run }).click();
    await tool().getByText(siting.verdict.proven).waitFor();
    expect(parametersOf(page).get('job')).toMatch(/^[\da-f-]{36}$/);
    const outcome = tool().getByRole('region', { name: siting.result, exact: true });
    const [before = 100, after = 0] = [...(await outcome.innerText()).matchAll(/(\d+\.\d)%/g)].map(([, share]) =>
      Number(share),
    );
    expect(after).toBeGreaterThan(before);
    expect(await tool().getByRole('table').last().getByRole('row').count()).toBe(3 + 1);
    // The link shows the same result again.
    await page.reload();
    await tool().getByText(siting.verdict.proven).waitFor();
  });

  it('cancels a search that takes long', async () => {
    await tool().getByRole('button', { name: siting.back }).first().click();
    const form = tool().locator('form');
    // Proving the best 30 of some 2,400 places takes longer than its time limit of 30 s.
    await form.getByRole('radio', { name: siting.existingPosts.ignore }).click();
    await form.getByLabel(siting.newPosts).fill('30');
    await form.getByLabel(siting.spacing).fill('130');
    await form.getByRole('button', { name: siting.run }).click();
    // Pressed as soon as it is there: a click by the pointer first waits until the progress rests.
    await tool()
      .getByRole('button', { name: zhCN.common.cancel, exact: true })
      .evaluate((button: HTMLElement) => button.click());
    await tool().getByText(siting.ended.cancelled, { exact: true }).waitFor();
    const jobId = parametersOf(page).get('job');
    expect((await getFacts<{ state: string }>(dispatcher, `/api/v1/jobs/${jobId}`)).state).toBe('cancelled');
  });

  it('says when a place was last seen, and by whom', async () => {
    const [lng, lat] = lookout.geometry.coordinates;
    await page.goto(`/coverage?c=${lng},${lat},14&tab=revisit`);
    await waitForMap(page);
    await page.mouse.move(MIDDLE.x + 5, MIDDLE.y + 5);
    await page.mouse.move(MIDDLE.x + 8, MIDDLE.y + 8);
    // It stands in its own range: seen at this very moment.
    await tool()
      .getByText(/^(此刻看到：|上次看到：)/)
      .waitFor();
    await tool().getByText(revisit.updated).waitFor();
  });

  it('adds a rule, shows how it stands, and takes it away', async () => {
    const before = await getFacts<CoverageRule[]>(dispatcher, '/api/v1/coverage/rules');
    await openTool(page, coverage.tool.rules);
    await tool().getByRole('button', { name: rules.add }).click();
    const form = tool().getByRole('form', { name: rules.add });
    await form.getByLabel(rules.maxUnseen).fill('0');
    await form.getByRole('button', { name: rules.save }).click();
    await form.getByText(/^请填 1–1440 的整数/).waitFor();
    await form.getByLabel(rules.maxUnseen).fill('37');
    await form.getByLabel(rules.allDay).check();
    await form.getByRole('button', { name: rules.save }).click();
    const rule = tool().getByRole('listitem').filter({ hasText: '37 分钟内看到至少' });
    await rule.waitFor();
    expect((await getFacts<CoverageRule[]>(dispatcher, '/api/v1/coverage/rules')).length).toBe(before.length + 1);
    await rule.getByRole('button', { name: /^删除/ }).click();
    await rule.waitFor({ state: 'detached' });
    expect(await getFacts<CoverageRule[]>(dispatcher, '/api/v1/coverage/rules')).toEqual(before);
  });

  it('ran without an error on any page', () => {
    expect(dispatcher.troubles).toEqual([]);
  });
});
