import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { SOUTH, TEST_PASSWORD, createTestApp, type TestApp } from '../support/create-test-app.ts';
import { PATIENCE_MS, openVisitor, readCamera, waitForMap, type Visitor } from '../support/visitor.ts';
import { productAddress } from '../support/product-address.ts';

const POLL = { timeout: PATIENCE_MS, interval: 250 };
const { rota } = zhCN;

// The app runs in this process: nobody calls for help in its city but when told to.
describe.skipIf(productAddress() === null)('the rota of a wall', () => {
  let city: TestApp;
  let browser: Browser;
  let dispatcher: Visitor;
  let page: Page;
  const status = () => page.getByRole('group', { name: rota.title, exact: true });
  const shows = async (name: string) =>
    await expect.poll(() => status().innerText(), POLL).toMatch(new RegExp(`^${name}`));
  const send = async (device: string, [lng, lat]: readonly [number, number], more = '') => {
    const query = `id=${device}&lat=${lat}&lon=${lng}&timestamp=${Date.now()}${more}`;
    expect((await fetch(`${city.address}/ingest/osmand?${query}`)).status).toBe(200);
  };

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    city = await createTestApp();
    await city.createUnit({ deviceId: 'south', name: '南巡 01', branchId: 2 });
    await send('south', SOUTH);
    dispatcher = await openVisitor(browser, { address: city.address, username: 'dispatcher', password: TEST_PASSWORD });
    ({ page } = dispatcher);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('is started by a link, and turns from the city to the branch that is on duty', async () => {
    await page.goto('/?l=lookouts&w=1&rota=10;city;on-duty');
    await waitForMap(page);
    await shows(zhCN.map.wholeCity);
    expect(await status().innerText()).toMatch(/\d+ 秒后：新店分会/);
    await shows('新店分会');
    await expect.poll(() => Math.abs(readCamera(page).lat - SOUTH[1]), POLL).toBeLessThan(0.05);
  });

  it('goes to who calls for help and stays, until the call is closed', async () => {
    await send('south', SOUTH, '&alarm=sos');
    await status().getByText(rota.urgent).waitFor();
    await expect.poll(() => readCamera(page).zoom, POLL).toBeGreaterThan(14);
    expect(Math.abs(readCamera(page).lat - SOUTH[1])).toBeLessThan(0.01);
    const [call] = await city.app.alerts.repository.findNotCleared(null);
    await city.app.alerts.clear(call!.id);
    await status().getByText(rota.urgent).waitFor({ state: 'detached' });
    await expect.poll(() => readCamera(page).zoom, POLL).toBeLessThan(14);
  });

  it('rests while somebody touches the map', async () => {
    await page.mouse.click(640, 360);
    await status().getByText(rota.touched).waitFor();
  });

  it('stops and starts by P, and ends with the wall', async () => {
    await page.keyboard.press('p');
    await status().waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('rota')).toBeNull();
    await page.keyboard.press('p');
    await status().waitFor();
    await page.keyboard.press('w');
    await page.getByRole('region', { name: zhCN.layers.title, exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('rota')).toBeNull();
  });

  it('is set up in the menu of the account: which views, and for how long', async () => {
    await page.locator('header').getByRole('button', { name: zhCN.topBar.person, exact: true }).click();
    await page.getByRole('menuitem', { name: zhCN.topBar.rota, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: rota.title, exact: true });
    await dialog.getByLabel(rota.stop['on-duty']).uncheck();
    await dialog.getByRole('button', { name: '新安分会', exact: true }).click();
    await dialog.getByLabel(rota.dwell).fill('5');
    await dialog.getByText('请填 10–300 之间的整数。').waitFor();
    expect(await dialog.getByRole('button', { name: rota.start }).isDisabled()).toBe(true);
    await dialog.getByLabel(rota.dwell).fill('15');
    await dialog.getByLabel(rota.keepAs).fill('值班台');
    await dialog.getByRole('button', { name: rota.keep, exact: true }).click();
    await dialog.getByRole('button', { name: rota.start }).click();
    await status().waitFor();
    expect(new URL(page.url()).searchParams.get('rota')).toMatch(/^15;city;branch:1;at:[\d.]+,[\d.]+,[\d.]+~值班台$/);
  });

  it('ran without an error on the page', () => {
    expect(dispatcher.troubles).toEqual([]);
  });
});
