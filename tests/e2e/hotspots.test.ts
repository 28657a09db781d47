import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import type { HotspotDetail } from '@liaowang/shared/schemas/hotspot-record';
import { formatDay } from '../../client/src/lib/calendar-day.ts';
import { launchBrowser } from '../support/browser.ts';
import { PATIENCE_MS, getFacts, openVisitor, readCamera, type Visitor } from '../support/visitor.ts';
import { en, zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
const HAN = /\p{Script=Han}/u;
const { filter: words, zones, change, predict, outcome, records: recordWords, hotspotRoom } = zhCN;

const TODAY = findLocalDay(Date.now(), 'Asia/Shanghai');
/** Four weeks that have passed: nothing is reported into them any more, and the demo's record holds the same four a year earlier. */
const [FROM, END] = [TODAY - 34, TODAY - 6].map(formatDay) as [string, string];
const WINDOW = `w:${FROM}.${END}`;
/** Of this run: a record cannot be deleted. */
const NAME = `端到端热点 ${Date.now() % 100_000}`;

const parameterOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const numberIn = (text: string | null | undefined): number =>
  Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', '') ?? Number.NaN);
const fill = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

// A police liaison's questions: where, is it real, is it new, does the map predict, did patrolling help.
describe.skipIf(address === null)('the hotspot workspace', () => {
  let browser: Browser;
  let liaison: Visitor;
  let page: Page;
  let hotspotId: number;
  const room = () => page.getByRole('region', { name: hotspotRoom.label, exact: true });
  const tool = () => page.getByRole('tabpanel');
  const openTool = (name: string) => room().getByRole('tab', { name, exact: true }).click();
  const part = (name: string) => tool().getByRole('region', { name, exact: true });

  const filter = () => page.getByRole('region', { name: words.title, exact: true });
  const matched = async () => numberIn(await filter().getByRole('status').locator('b').innerText());
  const bar = (label: string) =>
    filter()
      .getByRole('group', { name: words.bars.category, exact: true })
      .getByRole('button', { name: new RegExp(`^${label}，`) });
  const hourCell = (cell: number) => filter().locator(`[data-cell="${cell}"]`);
  /** Incidents in all cells of the week that the filter lets through, as they are read aloud. */
  const inWeek = async () =>
    (
      await filter()
        .locator('[data-cell]:not([data-out])')
        .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('aria-label')?.split(' · ').at(-1))))
    ).reduce((sum, count) => sum + count, 0);

  const method = (name: string) =>
    tool().getByRole('radiogroup', { name: zones.method }).getByRole('radio', { name, exact: true });
  const summary = () => tool().getByRole('table', { name: zones.summary });
  const summaryOf = (name: string) =>
    summary()
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name }) })
      .getByRole('cell');
  const zoneRows = () => tool().locator('ol > li');

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    liaison = await openVisitor(browser, { address: String(address), username: 'liaison' });
    ({ page } = liaison);
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('opens by its key and its tab', async () => {
    const tabs = page.getByRole('navigation', { name: zhCN.workspace.label });
    await page.goto('/coverage');
    await tabs.waitFor();
    // One key for all workspaces: it goes to the next one.
    await page.keyboard.press('g');
    await room().waitFor();
    expect(new URL(page.url()).pathname).toBe('/hotspots');
    await page.keyboard.press('g');
    await room().waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/');
    await tabs.getByRole('link', { name: zhCN.workspace.hotspots, exact: true }).click();
    await room().waitFor();
  });

  it('is nothing for those who may not see hotspots', async () => {
    const lead = await openVisitor(browser, { address: String(address), username: 'branch-lead' });
    await lead.page.goto('/hotspots');
    const tabs = lead.page.getByRole('navigation', { name: zhCN.workspace.label });
    await tabs.getByRole('link', { name: zhCN.workspace.live, exact: true }).waitFor();
    await expect.poll(() => new URL(lead.page.url()).pathname, POLL).toBe('/');
    expect(await tabs.getByRole('link', { name: zhCN.workspace.hotspots, exact: true }).count()).toBe(0);
    expect((await lead.context.request.get('/api/v1/hotspots/records')).status()).toBe(403);
    await lead.context.close();
  });

  it('filters by a click and a drag, in charts, count and address alike', async () => {
    await page
      .getByRole('radiogroup', { name: words.window.label })
      .getByRole('radio', { name: words.window.custom })
      .click();
    const dialog = page.getByRole('dialog', { name: words.days.title, exact: true });
    await dialog.getByLabel(words.days.first).fill(FROM);
    await dialog.getByLabel(words.days.last).fill(formatDay(TODAY - 7));
    await dialog.getByRole('button', { name: words.days.apply, exact: true }).click();
    await expect.poll(() => parameterOf(page, 'hf'), POLL).toBe(WINDOW);
    const all = await matched();
    const theft = numberIn(await bar(zhCN.category.theft).getAttribute('aria-label'));
    expect(theft).toBeGreaterThan(0);
    await bar(zhCN.category.theft).click();
    await expect.poll(() => parameterOf(page, 'hf'), POLL).toBe(`${WINDOW}~c:theft`);
    await expect.poll(matched, POLL).toBe(theft);
    await expect.poll(inWeek, POLL).toBe(theft);

    await page.keyboard.press('Control+z');
    await expect.poll(matched, POLL).toBe(all);
    expect(parameterOf(page, 'hf')).toBe(WINDOW);
    await bar(zhCN.category.theft).click();
    // Monday 18:00 to Tuesday 22:00, as a rectangle.
    await hourCell(18).hover();
    await page.mouse.down();
    await hourCell(24 + 21).hover();
    await page.mouse.up();
    await expect.poll(() => parameterOf(page, 'hf'), POLL).toBe(`${WINDOW}~h:18-22~d:12~c:theft`);
    await expect.poll(matched, POLL).toBeLessThan(theft);
    const evenings = await matched();
    await expect.poll(inWeek, POLL).toBe(evenings);

    // The address alone brings it all back.
    await page.reload();
    await expect.poll(matched, POLL).toBe(evenings);
    expect(await bar(zhCN.category.theft).getAttribute('aria-pressed')).toBe('true');
    expect(await filter().locator('[data-cell]:not([data-out])').count()).toBe(2 * 4);
    await filter().getByRole('button', { name: words.hours.clear }).click();
    await filter()
      .getByRole('group', { name: words.bars.category, exact: true })
      .getByRole('button', { name: words.bars.all, exact: true })
      .click();
    await expect.poll(matched, POLL).toBe(all);
  });

  it('finds zones by density, and says what counting would have found', async () => {
    await expect.poll(() => parameterOf(page, 'hf'), POLL).toBe(WINDOW);
    // What stands there until then is the answer to the question before.
    const all = (await matched()).toLocaleString('en-US');
    await tool()
      .getByRole('status')
      .getByText(fill(zones.computed, { incidents: all, milliseconds: '' }).split('·')[0]!.trim())
      .waitFor();
    const figures = await summaryOf(zones.kind.density).allInnerTexts();
    expect(Number(figures[0])).toBe(await zoneRows().count());
    // The smallest area that holds half of the incidents, as far as a grid can.
    expect(Number.parseFloat(figures[1] ?? '')).toBeCloseTo(50, -1);
    expect(Number.parseFloat((await summaryOf(zones.baseline).allInnerTexts())[1] ?? '')).toBeGreaterThan(20);
    await tool()
      .getByText(/每 km² \d+ 件/)
      .first()
      .waitFor();
    expect(parameterOf(page, 'hm')).toBeNull();
  });

  it('counts, and tests for significance, as the address says', async () => {
    await method(zones.kind.counts).click();
    await expect.poll(() => parameterOf(page, 'hm'), POLL).toBe('counts~square~250~0.01~5');
    await tool().getByText(zones.verdict.isBaseline).waitFor();
    await zoneRows()
      .first()
      .getByText(/^单格最多 \d+ 件/)
      .waitFor();
    expect(await summaryOf(zones.baseline).count()).toBe(0);

    await method(zones.kind['gi-star']).click();
    await expect.poll(() => parameterOf(page, 'hm'), POLL).toBe('gi-star~hexagon~250~600~0.05~negative-binomial~5');
    await zoneRows()
      .first()
      .getByText(/^q (<|= )0\.\d+/)
      .waitFor();
    await summaryOf(zones.baseline).first().waitFor();
  });

  it('marks a zone that is pointed at, and tells of the one that is opened', async () => {
    const row = zoneRows().first();
    await row.getByRole('button').hover();
    await row.locator('[data-hovered]').waitFor();
    const { zoom } = readCamera(page);
    await row.getByRole('button').click();
    await row.getByText(zones.categoriesOf, { exact: true }).waitFor();
    const incidents = numberIn(await row.locator('b').first().innerText());
    await row.getByText(fill(zones.weekOf, { shown: incidents.toLocaleString('en-US') })).waitFor();
    await expect.poll(() => readCamera(page).zoom, POLL).toBeGreaterThan(Number.isNaN(zoom) ? 9.5 : zoom);
  });

  it('makes a zone a hotspot record, with what it rests on', async () => {
    await tool().getByRole('button', { name: zones.propose.button }).click();
    const dialog = page.getByRole('dialog', { name: zones.propose.title, exact: true });
    await dialog.getByLabel(zones.propose.name).fill('');
    await dialog.getByRole('button', { name: zones.propose.send }).click();
    await dialog.getByText(zones.propose.needName).waitFor();
    await dialog.getByLabel(zones.propose.name).fill(NAME);
    await dialog.getByLabel(zones.propose.reason).fill('夜间集中，已连续三周。');
    await dialog.getByRole('button', { name: zones.propose.send }).click();
    await tool().getByRole('article', { name: NAME }).waitFor();
    expect(parameterOf(page, 'ht')).toBe('review');
    await part(recordWords.evidence)
      .getByText(/Getis-Ord Gi\*（250 m 六边形格，距离带 600 m）/)
      .waitFor();
    hotspotId = Number(parameterOf(page, 'hs'));
    const { hotspot } = await getFacts<HotspotDetail>(liaison, `/api/v1/hotspots/records/${hotspotId}`);
    expect(hotspot).toMatchObject({
      name: NAME,
      status: 'proposed',
      evidence: {
        method: { kind: 'gi-star', cellMeters: 250, bandMeters: 600, maxQ: 0.05 },
        filter: { source: 'reported', categories: null },
      },
    });
    expect(
      [hotspot.evidence.filter.from, hotspot.evidence.filter.to].map((instant) =>
        formatDay(findLocalDay(Date.parse(instant), 'Asia/Shanghai')),
      ),
    ).toEqual([FROM, END]);
  });

  it('finds the same zone again from the record', async () => {
    const { hotspot } = await getFacts<HotspotDetail>(liaison, `/api/v1/hotspots/records/${hotspotId}`);
    await openTool(hotspotRoom.zones);
    await method(zones.kind.repeat).click();
    await filter().getByRole('button', { name: words.clear }).click();
    await expect.poll(() => parameterOf(page, 'hf'), POLL).toBeNull();
    await openTool(hotspotRoom.review);
    await part(recordWords.evidence).getByRole('button', { name: recordWords.reproduce }).click();
    await expect.poll(() => parameterOf(page, 'hf'), POLL).toBe(WINDOW);
    expect(parameterOf(page, 'hm')).toBe('gi-star~hexagon~250~600~0.05~negative-binomial~5');
    await zoneRows()
      .first()
      .getByText(fill(zones.incidents, { shown: hotspot.evidence.incidentCount.toLocaleString('en-US') }), {
        exact: true,
      })
      .waitFor();
  });

  it('tests whether one incident brings others', async () => {
    await method(zones.kind['near-repeat']).click();
    const table = part(zones.near.title).getByRole('table');
    await table.waitFor();
    expect(parameterOf(page, 'hm')).toBe('near-repeat~100,200,400,800~7,14,21,28~99~1');
    // The same place, and four bands.
    expect(await table.locator('tbody').getByRole('row').count()).toBe(5);
    // A cell without pairs has no p.
    const without = await table.locator('tbody').getByText('—', { exact: true }).count();
    expect(
      await table
        .locator('tbody')
        .getByText(/^p (<|= )[01]?\.?\d+/)
        .count(),
    ).toBe(5 * 4 - without);
    expect(without).toBeLessThan(4 * 4);
    await part(zones.near.title)
      .getByText(
        fill(zones.near.basis, { events: (await matched()).toLocaleString('en-US'), permutations: '99', seed: '1' }),
      )
      .waitFor();
    await method(zones.kind.density).click();
    await summaryOf(zones.kind.density).first().waitFor();
  });

  it('compares with the weeks before and with a year ago, in words', async () => {
    await openTool(hotspotRoom.change);
    const both = part(change.summary);
    await both.waitFor();
    await tool()
      .getByText(`${formatDay(TODAY - 62)} – ${formatDay(TODAY - 35)}`, { exact: false })
      .waitFor();
    expect(numberIn(await both.locator('b').nth(1).innerText())).toBe(await matched());
    await both.getByText(/^95% 区间 [+−±][\d.]+% … [+−±][\d.]+%$/).waitFor();
    expect(Object.values(change.verdict)).toContain(await both.locator('strong').innerText());
    await tool().getByText(change.regression).waitFor();

    await tool().getByRole('radio', { name: zhCN.common.earlierKind.year }).click();
    await expect.poll(() => parameterOf(page, 'hc'), POLL).toBe('year');
    await both.getByText(change.season.same).waitFor();
    expect(Object.values(change.verdict)).toContain(await both.locator('strong').innerText());
  });

  it('says the same in English', async () => {
    await page.keyboard.press('l');
    const both = part(en.change.summary);
    await both.waitFor();
    await both.getByText(en.change.season.same).waitFor();
    expect(Object.values(en.change.verdict)).toContain(await both.locator('strong').innerText());
    expect((await tool().innerText()).split('\n').filter((line) => HAN.test(line))).toEqual([]);
    await page.keyboard.press('l');
    await part(change.summary).waitFor();
  });

  it('refuses days that are in both windows', async () => {
    await tool().getByRole('radio', { name: zhCN.common.earlierKind.days }).click();
    await tool().getByLabel(change.lastDay).fill('2026-02-30');
    await tool().getByText(change.wrongDays).first().waitFor();
    await tool().getByLabel(change.lastDay).fill(FROM);
    await tool().getByText(change.overlap, { exact: true }).waitFor();
    await tool().getByText(change.overlapText).waitFor();
    await tool()
      .getByLabel(change.lastDay)
      .fill(formatDay(TODAY - 35));
    await part(change.summary).waitFor();
    expect(parameterOf(page, 'hc')).toBe(`d${formatDay(TODAY - 34 - 364)}.${FROM}`);
  });

  it('holds every method against what came, and can be stopped', async () => {
    await openTool(hotspotRoom.predict);
    const run = tool().getByRole('button', { name: predict.run });
    await run.click();
    await tool().getByRole('progressbar', { name: predict.running }).waitFor();
    await tool().getByRole('button', { name: zhCN.common.cancel, exact: true }).click();
    await tool().getByRole('progressbar').waitFor({ state: 'detached' });
    const table = tool().getByRole('table', { name: predict.table.label });
    expect(await table.count()).toBe(0);

    await tool().getByLabel(predict.field.cellMeters).fill('5');
    await tool()
      .getByText(fill(predict.wrong.between, { min: '100', max: '5000' }))
      .waitFor();
    expect(await run.isDisabled()).toBe(true);
    await tool().getByLabel(predict.field.cellMeters).fill('1000');
    await tool().getByLabel(predict.field.testDays).fill('28');
    await run.click();
    await table.waitFor();
    expect(await table.locator('tbody').getByRole('row').count()).toBe(Object.keys(predict.method).length);
    const advice = tool().getByText(/^建议采用(「|网格计数：)/);
    expect(await advice.innerText()).toContain('重点区域面积占比 2.0% 时');
    await tool().getByRole('radio', { name: '5%', exact: true }).click();
    await expect.poll(() => advice.innerText(), POLL).toContain('重点区域面积占比 5.0% 时');
    await table.getByRole('button', { name: predict.method.recent }).click();
    await tool()
      .getByText(/^面积占比 5\.0%：近期加权命中率 \d+\.\d%/)
      .waitFor();
  });

  it('shows patrolling beside incidents, and says when it is too early to tell', async () => {
    await openTool(hotspotRoom.outcome);
    await tool().getByRole('button', { name: outcome.all }).click();
    await tool()
      .getByRole('table', { name: outcome.overview.title })
      .getByRole('button', { name: NAME, exact: true })
      .click();
    expect(parameterOf(page, 'hs')).toBe(String(hotspotId));
    const found: Locator = part(outcome.change.title);
    await found.getByText(outcome.words.tooEarly).waitFor();

    await tool().locator('summary').click();
    await tool().getByLabel(outcome.question.firstDay).fill('2026-13-01');
    await tool().getByRole('button', { name: outcome.question.run }).click();
    await tool().getByText(outcome.wrong.day).waitFor();
    await tool()
      .getByLabel(outcome.question.firstDay)
      .fill(formatDay(TODAY - 56));
    await tool().getByRole('button', { name: outcome.question.run }).click();
    await found.getByText(/^热点内上报：.+95% 区间.+：(统计上显著|没有显示出变化|件数太少，不能下结论)/).waitFor();
    expect(await found.getByRole('table').getByRole('row').count()).toBe(1 + 4);
    const chart = tool().getByRole('slider', { name: outcome.chart.label });
    const newest = await chart.getAttribute('aria-valuetext');
    expect(newest).toMatch(/上报 \d+ 件，巡逻发现 \d+ 件/);
    await chart.press('ArrowLeft');
    expect(await chart.getAttribute('aria-valuetext')).not.toBe(newest);
    await tool().getByText(outcome.noCause).waitFor();
  });

  it('ran without an error on any page', () => {
    expect(liaison.troubles).toEqual([]);
  });
});
