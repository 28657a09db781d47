import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HotspotDetail, HotspotRecord, NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import type { NightlyReview } from '@liaowang/shared/schemas/nightly-review';
import { addDays } from '../../client/src/features/records/calendar-days.ts';
import { formatDate } from '../../client/src/lib/format.ts';
import { launchBrowser } from '../support/browser.ts';
import { PATIENCE_MS, getFacts, openVisitor, readCamera, waitForMap, type Visitor } from '../support/visitor.ts';
import { waitFor } from '../support/wait-for.ts';
import { productAddress } from '../support/product-address.ts';
import { zhCN } from '../support/catalogues.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
const DAY_MS = 86_400_000;
const { records: recordWords } = zhCN;
/** Of this run: a record cannot be deleted, only closed. */
const NAME = `广场北门一带 ${Date.now() % 100_000}`;
const REASON = '连续三周夜间集中，实地看过属实。';

/** About 400 m square, in the middle of the city. */
const ZONE: NewHotspot = {
  name: NAME,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [118.348, 34.368],
        [118.352, 34.368],
        [118.352, 34.372],
        [118.348, 34.372],
        [118.348, 34.368],
      ],
    ],
  },
  evidence: {
    method: { kind: 'gi-star', shape: 'square', cellMeters: 500, bandMeters: 1_000, maxQ: 0.05 },
    filter: {
      from: new Date(Date.now() - 90 * DAY_MS).toISOString(),
      to: new Date().toISOString(),
      hours: { start: 18, end: 24 },
      weekdays: null,
      categories: ['theft'],
      severities: null,
      source: 'reported',
    },
    incidentCount: 14,
    areaSquareMeters: 163_000,
    figures: { z: 4.21, p: 0.00003, q: 0.012, basis: 'exact', cells: 1 },
  },
};

// A police liaison's morning: a proposal is looked at, decided, talked about, and comes back when it is due.
describe.skipIf(address === null)('the review of hotspots', () => {
  let browser: Browser;
  let liaison: Visitor;
  let page: Page;
  let hotspotId: number;
  let reviewDay: string;
  const tool = () => page.getByRole('tabpanel');
  const section = (name: string) => tool().getByRole('region', { name, exact: true });
  const openList = () => tool().getByRole('button', { name: recordWords.back, exact: true }).click();
  const facts = () => getFacts<HotspotDetail>(liaison, `/api/v1/hotspots/records/${hotspotId}`);

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    liaison = await openVisitor(browser, { address: String(address), username: 'liaison' });
    ({ page } = liaison);
    // The demo's first night: it must not look at this record in the middle of its story.
    await waitFor(
      'the first night to end',
      async () => {
        const { ranAt, running } = await getFacts<NightlyReview>(liaison, '/api/v1/hotspots/nightly');
        return ranAt !== null && !running;
      },
      120_000,
    );
    const answer = await liaison.context.request.post('/api/v1/hotspots/records', { data: ZONE });
    if (!answer.ok()) throw new Error(`The zone was not proposed: ${answer.status()} ${await answer.text()}`);
    ({ hotspotId } = (await answer.json()) as HotspotRecord);
    reviewDay = addDays(formatDate(Date.now(), 'Asia/Shanghai'), 28);
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('lists the proposal, opens it and flies there', async () => {
    await page.goto('/hotspots?ht=review');
    await waitForMap(page);
    await tool()
      .getByRole('radio', { name: new RegExp(`^${recordWords.status.proposed} \\d+$`) })
      .click();
    await tool().getByRole('list', { name: recordWords.list }).getByRole('button', { name: NAME, exact: true }).click();
    await section(recordWords.evidence)
      .getByText(/Getis-Ord Gi\*/)
      .waitFor();
    await section(recordWords.evidence)
      .getByText(/18:00–24:00；盗窃；群众上报/)
      .waitFor();
    await expect
      .poll(() => Math.hypot(readCamera(page).lng - 118.35, readCamera(page).lat - 34.37), POLL)
      .toBeLessThan(0.01);
    expect(new URL(page.url()).searchParams.get('hs')).toBe(String(hotspotId));
  });

  it('confirms it only with a reason, and plans the next review', async () => {
    await section(recordWords.state).getByRole('button', { name: recordWords.action.confirmed, exact: true }).click();
    const form = tool().getByRole('form', { name: recordWords.action.confirmed });
    await form.getByRole('button', { name: recordWords.action.confirmed, exact: true }).click();
    await form.getByText(recordWords.needReason).waitFor();
    await form.getByRole('button', { name: recordWords.quick.confirmed.first, exact: true }).click();
    expect(await form.getByLabel(recordWords.reason, { exact: true }).inputValue()).toBe(
      recordWords.quick.confirmed.first,
    );
    await form.getByLabel(recordWords.reason, { exact: true }).fill(REASON);
    expect(await form.getByLabel(recordWords.nextReview, { exact: true }).inputValue()).toBe(reviewDay);
    await form.getByRole('button', { name: recordWords.action.confirmed, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await section(recordWords.state).getByText(REASON).waitFor();
    expect((await facts()).hotspot).toMatchObject({ status: 'confirmed', reason: REASON, nextReviewOn: reviewDay });
  });

  it('keeps what was typed when somebody else was faster, and says what they did', async () => {
    await tool().getByRole('button', { name: recordWords.edit, exact: true }).click();
    const form = tool().getByRole('form', { name: recordWords.edit });
    await form.getByLabel(recordWords.name, { exact: true }).fill(`${NAME}（夜间）`);
    const { hotspot } = await facts();
    const other = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
    const faster = await other.context.request.put(`/api/v1/hotspots/records/${hotspotId}`, {
      data: { version: hotspot.version, nextReviewOn: addDays(reviewDay, 1) },
    });
    expect(faster.ok()).toBe(true);
    await other.context.close();
    await form.getByRole('button', { name: recordWords.save, exact: true }).click();
    await form.getByText(recordWords.conflict.title).waitFor();
    await form.getByText(addDays(reviewDay, 1), { exact: false }).waitFor();
    await form.getByRole('button', { name: recordWords.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await tool()
      .getByRole('article', { name: `${NAME}（夜间）` })
      .waitFor();
    expect((await facts()).hotspot).toMatchObject({ name: `${NAME}（夜间）`, nextReviewOn: reviewDay });
  });

  it('takes comments and files, and tells both in one timeline', async () => {
    const timeline = section(recordWords.timeline);
    await timeline.getByLabel(recordWords.comment, { exact: true }).fill('已请北沟所核对报警记录。');
    await page.keyboard.press('Control+Enter');
    await timeline.getByText('已请北沟所核对报警记录。').waitFor();
    const attachments = section(recordWords.attachments);
    await attachments.locator('input[type=file]').setInputFiles([
      { name: '核对.txt', mimeType: 'text/plain', buffer: Buffer.from('十月以来夜间九起，均在北门。') },
      { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from([0x4d, 0x5a, 0, 0, 0, 1]) },
    ]);
    await attachments.getByRole('link', { name: '核对.txt' }).waitFor();
    await attachments
      .getByText(recordWords.refusedFile.replace('{{name}}', '程序.exe').replace('{{reason}}', ''), { exact: false })
      .waitFor();
    await timeline.getByText(recordWords.event.attachment.replace('{{name}}', '核对.txt')).waitFor();
    const [first] = (await facts()).attachments;
    const download = await liaison.context.request.get(
      `/api/v1/hotspots/records/${hotspotId}/attachments/${first?.attachmentId}`,
    );
    expect(await download.text()).toBe('十月以来夜间九起，均在北门。');

    await attachments.getByRole('button', { name: recordWords.removeAsk.replace('{{name}}', '核对.txt') }).click();
    await attachments.getByRole('button', { name: recordWords.remove, exact: true }).click();
    await attachments.getByRole('link').waitFor({ state: 'detached' });
    // Newest first: everything that was done, and who did it.
    const kinds = (await facts()).events.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'proposed',
      'status',
      'review-date',
      'review-date',
      'renamed',
      'review-date',
      'comment',
      'attachment',
      'attachment-removed',
    ]);
    // The status and the review date that came with it are told together.
    await expect.poll(() => timeline.getByRole('listitem').count(), POLL).toBe(7);
  });

  it('shows the review in the calendar, which the keyboard walks', async () => {
    await openList();
    await tool()
      .getByRole('radio', { name: new RegExp(`^${recordWords.filters.all} \\d+$`) })
      .click();
    await tool().getByRole('radio', { name: recordWords.shapes.calendar }).click();
    const calendar = tool().getByRole('grid', { name: recordWords.calendar.label });
    await calendar.locator('[data-day][tabindex="0"]').focus();
    for (let week = 0; week < 4; week++) await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-day')), POLL)
      .toBe(reviewDay);
    await page.keyboard.press('Enter');
    await tool()
      .getByRole('list')
      .getByRole('button', { name: `${NAME}（夜间）`, exact: true })
      .waitFor();
  });

  it('opens the very zone search that the evidence came from', async () => {
    await page.goto(`/hotspots?ht=review&hs=${hotspotId}`);
    await section(recordWords.evidence).getByRole('button', { name: recordWords.reproduce }).click();
    await expect
      .poll(() => new URL(page.url()).searchParams.get('hm'), POLL)
      .toBe('gi-star~square~500~1000~0.05~negative-binomial~5');
    expect(new URL(page.url()).searchParams.get('hf')).toMatch(/~h:18-24~c:theft$/);
    expect(liaison.troubles).toEqual([]);
  });
});
