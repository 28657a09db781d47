import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageFigures } from '@liaowang/shared/schemas/coverage';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { LookoutCollection } from '@liaowang/shared/schemas/lookout';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';
import { PATIENCE_MS, getFacts, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
/** In the free part of the map, between the panels. */
const FREE = { x: 760, y: 400 } as const;
/** A place in the city's country, far from its lookouts. */
const CAMERA = '118.40000,34.20000,14.00';
const { entry, lookoutRegister, keyAreaRegister, unitRegister, registryRoom } = zhCN;

// One story: each step begins where the one before ended.
describe.skipIf(address === null)('posts and devices of a city', () => {
  let browser: Browser;
  let admin: Visitor;
  let page: Page;
  const button = (name: string, within: Page | Locator = page) => within.getByRole('button', { name, exact: true });
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  const figures = () => getFacts<CoverageFigures>(admin, '/api/v1/coverage/figures');
  /** An OsmAnd message; its status. */
  const send = async (
    id: string,
    { place: [lon, lat], secondsAgo }: { place: readonly [number, number]; secondsAgo: number },
  ): Promise<number> => {
    const timestamp = Math.round(Date.now() / 1000) - secondsAgo;
    return (await admin.context.request.get('/ingest/osmand', { params: { id, lat, lon, timestamp } })).status();
  };

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    admin = await openVisitor(browser, { address: String(address), username: 'admin' });
    ({ page } = admin);
    await page.goto(`/registry?rt=lookouts&c=${CAMERA}`);
    await waitForMap(page);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('a lookout stands where the map is clicked, and counts in coverage within two seconds', async () => {
    const before = (await figures()).observers.lookouts;
    await button(lookoutRegister.add).click();
    await page.getByText(entry.place.picking).waitFor();
    await page.mouse.click(FREE.x, FREE.y);
    await page.getByLabel(entry.nameZh).fill('东郊新岗');
    await button(entry.add).click();
    await page.getByRole('region', { name: /东郊新岗$/ }).waitFor();
    const shownAtMs = performance.now();
    await expect
      .poll(async () => (await figures()).observers.lookouts, { timeout: 2_000, interval: 100 })
      .toBe(before + 1);
    expect(performance.now() - shownAtMs).toBeLessThan(2_000);
    const { features } = await getFacts<LookoutCollection>(admin, '/api/v1/lookouts');
    const added = features.find(({ properties }) => properties.name.zh === '东郊新岗')!;
    const [lng, lat] = added.geometry.coordinates;
    expect(Math.hypot(lng - 118.4, lat - 34.2)).toBeLessThan(0.02);
  });

  it('a key area is drawn on the map, and has its share of coverage', async () => {
    await tab(registryRoom.tab.areas).click();
    await button(keyAreaRegister.add).click();
    await page.getByText(entry.area.drawing.replace('{{count}}', '0')).waitFor();
    for (const [x, y] of [
      [700, 330],
      [860, 330],
      [860, 470],
    ] as const)
      await page.mouse.click(x, y);
    await page.keyboard.press('Enter');
    await page.getByLabel(entry.nameZh).fill('东郊新区');
    await button(entry.add).click();
    await page.getByRole('region', { name: '东郊新区', exact: true }).waitFor();
    const areas = await getFacts<KeyArea[]>(admin, '/api/v1/key-areas');
    const added = areas.find(({ name }) => name.zh === '东郊新区')!;
    expect(added.geometry.coordinates[0]).toHaveLength(4);
    await expect
      .poll(async () => (await figures()).areas.some(({ areaId }) => areaId === `key-area:${added.id}`), POLL)
      .toBe(true);
  });

  it('a second device moves its unit, and is refused within a second of its removal', async () => {
    await tab(registryRoom.tab.units).click();
    await button(unitRegister.add).click();
    await page.getByLabel(entry.nameZh).fill('东郊巡逻');
    await page.getByLabel(unitRegister.devices.externalId).fill('e2e-first');
    await button(entry.add).click();
    await page.getByText(unitRegister.devices.tokenOnce.replace('{{name}}', 'e2e-first')).waitFor();
    await button(unitRegister.devices.add).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(unitRegister.devices.externalId).fill('e2e-second');
    await button(entry.add, dialog).click();
    await page.getByText(unitRegister.devices.tokenOnce.replace('{{name}}', 'e2e-second')).waitFor();

    const units = await getFacts<RegisteredUnit[]>(admin, '/api/v1/units/register');
    const { id } = units.find(({ name }) => name.zh === '东郊巡逻')!;
    const placeOf = async () =>
      (await getFacts<{ geometry: { coordinates: number[] } | null }>(admin, `/api/v1/units/${id}`)).geometry
        ?.coordinates;
    expect(await send('e2e-first', { place: [118.4, 34.2], secondsAgo: 60 })).toBe(200);
    await expect.poll(placeOf, POLL).toEqual([118.4, 34.2]);
    expect(await send('e2e-second', { place: [118.4003, 34.2], secondsAgo: 0 })).toBe(200);
    await expect.poll(placeOf, POLL).toEqual([118.4003, 34.2]);

    await button(unitRegister.devices.remove.replace('{{name}}', 'e2e-second')).click();
    await button(unitRegister.devices.removeNow).click();
    await button(unitRegister.devices.remove.replace('{{name}}', 'e2e-second')).waitFor({ state: 'detached' });
    const refused = () => send('e2e-second', { place: [118.4003, 34.2], secondsAgo: 0 });
    await expect.poll(refused, { timeout: 1_000, interval: 100 }).toBe(404);
    expect(admin.troubles).toEqual([]);
  });
});
