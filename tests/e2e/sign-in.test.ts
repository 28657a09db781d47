import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { getFacts, openVisitor, PATIENCE_MS, type Visitor } from '../support/visitor.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();

interface UnitList {
  features: Array<{ geometry: object | null; properties: { kind: string; branchId: number | null } }>;
}

const countVehicles = (units: UnitList) =>
  units.features.filter(
    ({ geometry, properties: { kind } }) => geometry !== null && (kind === 'bus' || kind === 'taxi'),
  ).length;
const layerSwitch = (page: Page, name: string) => page.getByRole('switch', { name });
const readCount = async (page: Page, layer: string) =>
  Number((await layerSwitch(page, layer).innerText()).replace(/\D/g, ''));

describe.skipIf(address === null)('signing in', () => {
  let browser: Browser;
  const opened: Visitor[] = [];
  const open = async (username?: string) => {
    const visitor = await openVisitor(browser, {
      address: String(address),
      ...(username !== undefined && { username }),
    });
    opened.push(visitor);
    return visitor;
  };

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('says in a sentence that the password is wrong, and lets in with the right one', async () => {
    const { context, page } = await open();
    await page.goto('/?l=');
    await page.getByLabel(zhCN.signIn.username).fill('dispatcher');
    const password = page.getByLabel(zhCN.signIn.password, { exact: true }).first();
    await password.fill('wrong-password');
    await page.getByRole('button', { name: zhCN.signIn.submit, exact: true }).click();
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts(), { timeout: PATIENCE_MS })
      .toEqual(['账号或密码不对。']);

    await password.fill('liaowang-demo');
    await page.keyboard.press('Enter');
    await page.getByRole('application', { name: zhCN.map.label }).waitFor();
    await context.close();
  });

  it('shows a branch lead the own branch only, fewer units than the city has', async () => {
    const dispatcher = await open('dispatcher');
    const city = await getFacts<UnitList>(dispatcher, '/api/v1/units');
    await dispatcher.context.close();

    const { context, page, ...rest } = await open('branch-lead');
    const { branchId } = await getFacts<{ branchId: number }>({ context, page, ...rest }, '/api/v1/session');
    const own = { features: city.features.filter(({ properties }) => properties.branchId === branchId) };
    await page.goto('/?l=');
    await expect.poll(() => readCount(page, zhCN.layers.foot), { timeout: PATIENCE_MS }).toBeGreaterThan(0);
    expect(await readCount(page, zhCN.layers.foot)).toBeLessThanOrEqual(own.features.length - countVehicles(own));
    expect(await readCount(page, zhCN.layers.vehicles)).toBe(countVehicles(own));
    expect(own.features.length).toBeLessThan(city.features.length / 2);
    expect(await layerSwitch(page, zhCN.layers.zones).count()).toBe(0);
    await context.close();
  });

  it('tells a volunteer why there are no live positions, and opens no live link', async () => {
    const { context, page } = await open('volunteer');
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto('/?l=');
    await page.getByText(zhCN.access.noLive).waitFor();
    await layerSwitch(page, zhCN.layers.incidents).waitFor();
    expect(await layerSwitch(page, zhCN.layers.foot).count()).toBe(0);
    expect(await page.getByText(zhCN.link.live, { exact: true }).count()).toBe(0);
    expect(sockets).toEqual([]);
    await context.close();
  });

  it('signs out from the account menu', async () => {
    const { context, page } = await open('analyst');
    await page.goto('/?l=');
    await page.getByRole('button', { name: zhCN.topBar.person }).click();
    await page.getByRole('menuitem', { name: zhCN.topBar.signOut }).click();
    await page.getByText(zhCN.signIn.demoTitle).waitFor();
    expect((await context.request.get('/api/v1/session')).status()).toBe(401);
    await context.close();
  });

  it('ran without an error on any page', () => {
    expect(opened.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
