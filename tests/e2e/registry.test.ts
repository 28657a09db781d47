import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Branch } from '@liaowang/shared/schemas/branch';
import type { Station } from '@liaowang/shared/schemas/station';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';
import { PATIENCE_MS, getFacts, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
const { entry, organisation } = zhCN;
/** Of this run. */
const RUN = Date.now() % 100_000;
const BRANCH = `测试分会 ${RUN}`;
const STATION = `测试站 ${RUN}`;
/** Between the panels. */
const PLACE = [740, 360] as const;
const DAY_MS = 86_400_000;
const toDay = (timeMs: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(timeMs);

// An administrator enters a branch and its station, puts them right, and takes them away.
describe.skipIf(address === null)('the registry', () => {
  let browser: Browser;
  let admin: Visitor;
  let page: Page;
  const tool = (on: Page = page) => on.getByRole('tabpanel');
  const press = (name: string, on: Page = page) => tool(on).getByRole('button', { name, exact: true }).click();
  const list = (on: Page = page) => tool(on).getByRole('list', { name: organisation.list });
  const row = (name: string, on: Page = page) => list(on).getByRole('listitem').filter({ hasText: name });
  const fill = (label: string, value: string, on: Page = page) =>
    tool(on).getByLabel(label, { exact: true }).fill(value);
  const branches = () => getFacts<Branch[]>(admin, '/api/v1/branches');
  const stations = () => getFacts<Station[]>(admin, '/api/v1/stations');
  const ownBranch = async () => (await branches()).find(({ name }) => name.zh.startsWith(BRANCH))!;
  const openEntry = async (on: Page, branchId: number) => {
    await on.goto(`/registry?entry=branch:${branchId}`);
    await press(organisation.change, on);
  };

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    admin = await openVisitor(browser, { address: String(address), username: 'admin' });
    ({ page } = admin);
  });
  afterAll(async () => {
    // What a failed test left behind.
    for (const { id, version } of (await stations()).filter(({ name }) => name.zh === STATION))
      await admin.context.request.delete(`/api/v1/stations/${id}`, { headers: { 'if-match': `"${version}"` } });
    for (const { id, version } of (await branches()).filter(({ name }) => name.zh.startsWith(BRANCH)))
      await admin.context.request.delete(`/api/v1/branches/${id}`, { headers: { 'if-match': `"${version}"` } });
    await browser?.close();
  });

  it('begins with how far the city is set up, and leads from there', async () => {
    await page.goto('/registry?c=118.34,34.35,11&l=');
    await waitForMap(page);
    const step = tool().getByRole('listitem').filter({ hasText: zhCN.setUp.step.branches });
    expect(await step.innerText()).toContain(String((await branches()).length));
    await step.getByRole('button').click();
    await list().waitFor();
    expect(new URL(page.url()).searchParams.get('rt')).toBe('organisation');
  });

  it('takes a branch whose seat is picked by a click on the map', async () => {
    await press(organisation.add.branch);
    await fill(entry.nameZh, BRANCH);
    await press(entry.place.pick);
    await page.locator('[data-draw-bar]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-draw-bar]').waitFor({ state: 'detached' });
    await press(entry.place.pick);
    await page.locator('[data-draw-bar]').waitFor();
    await page.mouse.click(...PLACE);
    await expect
      .poll(() => tool().getByLabel(organisation.position.branch).inputValue(), POLL)
      .toMatch(/^118\.\d{6}, 34\.\d{6}$/u);
    // It has always been there; nobody had entered it.
    await tool().getByRole('radio', { name: entry.validity.always }).press('Space');
    await press(entry.add);
    await row(BRANCH).waitFor();
    const branch = await ownBranch();
    expect(branch.area).toBeNull();
    expect(new URL(page.url()).searchParams.get('entry')).toBe(`branch:${branch.id}`);
  });

  it('takes a station where its coordinates are pasted, below the branch that it was added to', async () => {
    const { id } = await ownBranch();
    await row(BRANCH).getByRole('button', { name: organisation.add.station }).click();
    await fill(entry.nameZh, STATION);
    await fill(organisation.position.station, '东经118°20′24″ 北纬34°21′');
    await press(entry.add);
    await row(STATION).waitFor();
    const added = (await stations()).find(({ name }) => name.zh === STATION)!;
    expect(added).toMatchObject({ branchId: id, position: [118.34, 34.35] });
    await tool().getByLabel(organisation.find).fill(STATION);
    await expect.poll(() => list().getByRole('listitem').count(), POLL).toBe(2);
    await tool().getByLabel(organisation.find).fill('');
  });

  it('keeps what a branch was called, and shows it as of a past day, read only', async () => {
    const { id } = await ownBranch();
    const yesterday = toDay(Date.now() - DAY_MS);
    const before = toDay(Date.now() - 3 * DAY_MS);
    await openEntry(page, id);
    await fill(entry.nameZh, `${BRANCH}新名`);
    await tool().getByRole('radio', { name: entry.validity.since }).press('Space');
    await fill(entry.validity.day, yesterday);
    await fill(entry.validity.clock, '00:00');
    await press(entry.save);
    await row(`${BRANCH}新名`).waitFor();

    await page.goto(`/registry?entry=branch:${id}&asOf=${before}`);
    await page.getByText(entry.asOf.banner.replace('{{day}}', before)).waitFor();
    await row(BRANCH).waitFor();
    expect(await row(`${BRANCH}新名`).count()).toBe(0);
    expect(await tool().getByRole('button', { name: organisation.change, exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: entry.asOf.back }).click();
    await row(`${BRANCH}新名`).waitFor();
    expect(new URL(page.url()).searchParams.has('asOf')).toBe(false);
  });

  it('asks which to keep where two change one entry, and loses nothing of either', async () => {
    const { id } = await ownBranch();
    const other = await openVisitor(browser, { address: String(address), username: 'admin' });
    await Promise.all([openEntry(page, id), openEntry(other.page, id)]);
    await fill(organisation.field.contact, '他的电话', other.page);
    await fill(organisation.field.openingHours, '8–18 时', other.page);
    await press(entry.save, other.page);
    await row(BRANCH, other.page).waitFor();
    await fill(organisation.field.contact, '我的电话');
    await press(entry.save);
    const conflict = tool().getByRole('alert').filter({ hasText: entry.conflict.title });
    await conflict.getByText('他的电话').waitFor();
    const contact = conflict.getByRole('group', { name: organisation.field.contact, exact: true });
    expect(await contact.innerText()).toContain('我的电话');
    await contact.getByRole('radio', { name: entry.conflict.keepMine }).press('Space');
    await press(entry.conflict.save);
    await row(BRANCH).waitFor();
    expect(await ownBranch()).toMatchObject({ contact: '我的电话', openingHours: '8–18 时' });
    // The other one is told by the stream.
    await expect.poll(() => row(BRANCH, other.page).innerText(), POLL).toContain('我的电话');
    await other.context.close();
  });

  it('saves all of it as a table', async () => {
    await tool().getByRole('button', { name: organisation.export }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: organisation.exports.csv }).click(),
    ]);
    const { data } = Papa.parse<Record<string, string>>(
      (await readFile(await download.path(), 'utf8')).replace('\uFEFF', ''),
      { header: true, skipEmptyLines: true },
    );
    expect(data).toHaveLength((await branches()).length + (await stations()).length);
    expect(data.find((saved) => saved[organisation.column.name] === STATION)).toMatchObject({
      [organisation.column.branch]: `${BRANCH}新名`,
      [organisation.column.lng]: '118.34',
    });
  });

  it('refuses to end a branch that has a station, says so, and ends it after that', async () => {
    await press(organisation.remove);
    await press(organisation.removeSure);
    await tool().getByText(organisation.used.stations.replace('{{count}}', '1')).waitFor();
    await press(zhCN.common.cancel);
    const { id } = (await stations()).find(({ name }) => name.zh === STATION)!;
    await page.goto(`/registry?entry=station:${id}`);
    await press(organisation.remove);
    await press(organisation.removeSure);
    await row(STATION).waitFor({ state: 'detached' });
    await page.goto(`/registry?entry=branch:${(await ownBranch()).id}`);
    await press(organisation.remove);
    await press(organisation.removeSure);
    await row(BRANCH).waitFor({ state: 'detached' });
    expect(await ownBranch()).toBeUndefined();
  });

  it('offers a branch lead its own branch only, and others nothing', async () => {
    const lead = await openVisitor(browser, { address: String(address), username: 'branch-lead' });
    await lead.page.goto('/registry?rt=organisation');
    await list(lead.page).waitFor();
    const session = await getFacts<{ branchId: number }>(lead, '/api/v1/session');
    const own = (await branches()).find(({ id }) => id === session.branchId)!;
    expect(await list(lead.page).locator('[data-kind=branch]').allInnerTexts()).toEqual([
      expect.stringContaining(own.name.zh),
    ]);
    expect(await tool(lead.page).getByRole('button', { name: organisation.add.branch }).count()).toBe(0);
    await row(own.name.zh, lead.page).first().locator('[data-row-button]').click();
    await tool(lead.page).getByRole('button', { name: organisation.change, exact: true }).waitFor();
    expect(await tool(lead.page).getByRole('button', { name: organisation.remove, exact: true }).count()).toBe(0);
    await lead.context.close();
    const analyst = await openVisitor(browser, { address: String(address), username: 'analyst' });
    await analyst.page.goto('/registry');
    await analyst.page.getByRole('link', { name: zhCN.workspace.live, exact: true }).waitFor();
    expect(new URL(analyst.page.url()).pathname).toBe('/');
    expect(await analyst.page.getByRole('link', { name: zhCN.workspace.registry, exact: true }).count()).toBe(0);
    await analyst.context.close();
  });

  it('opens without a trouble', () => expect(admin.troubles).toEqual([]));
});
