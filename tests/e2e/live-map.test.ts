import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { getFacts, openVisitor, PATIENCE_MS, readCamera, waitForMap, type Visitor } from '../support/visitor.ts';
import { en, zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const POLL = { timeout: PATIENCE_MS, interval: 250 };
/** Middle of the window: where a link's camera looks, and clear of every panel. */
const MIDDLE = [640, 360] as const;
/** Around it, free of panels. */
const CLEAR = { x: 260, y: 90, width: 620, height: 400 };
const METERS_PER_DEGREE = 111_195;
const HAN = /\p{Script=Han}/u;

interface Fix {
  geometry: { coordinates: [number, number] };
  properties: { unitId: number; kind: string; speedMetersPerSecond: number | null };
}
interface Lookout {
  geometry: { coordinates: [number, number] };
  properties: { lookoutId: number; number: number; name: { zh: string; en: string } };
}

const selectionOf = (page: Page) => new URL(page.url()).searchParams.get('s');
const layersOf = (page: Page) => new URL(page.url()).searchParams.get('l')?.split(',') ?? [];

/** Degrees in a card's place, as `118.35000°E 34.37000°N`. */
async function readPlace(place: Locator): Promise<{ lng: number; lat: number }> {
  const [lng = Number.NaN, lat = Number.NaN] = [...(await place.innerText()).matchAll(/(\d+\.\d{5})°/g)].map((match) =>
    Number(match[1]),
  );
  return { lng, lat };
}

function metersApart(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  return Math.hypot((a.lng - b.lng) * Math.cos((a.lat * Math.PI) / 180), a.lat - b.lat) * METERS_PER_DEGREE;
}

// One evening of a dispatcher: each step begins where the one before ended.
describe.skipIf(address === null)('the live map', () => {
  let browser: Browser;
  let dispatcher: Visitor;
  let colleague: Visitor;
  let page: Page;
  let lookouts: Lookout[];
  const lookoutCard = (on: Page, { properties: { name } }: Lookout, language: 'zh' | 'en' = 'zh') =>
    on.getByRole('region', { name: name[language], exact: true });
  const numbered = (wanted: number) => lookouts.find(({ properties }) => properties.number === wanted) as Lookout;

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    dispatcher = await openVisitor(browser, { address: String(address) });
    colleague = await openVisitor(browser, { address: String(address), username: 'dispatcher' });
    ({ page } = dispatcher);
    lookouts = (await getFacts<{ features: Lookout[] }>(colleague, '/api/v1/lookouts')).features;
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('says before sign-in that all is made up, and one click opens the view of the link', async () => {
    const { features } = await getFacts<{ features: Fix[] }>(colleague, '/api/v1/positions/latest');
    const bus = features
      .filter(({ properties: { kind } }) => kind === 'bus')
      .toSorted(
        (a, b) => (b.properties.speedMetersPerSecond ?? 0) - (a.properties.speedMetersPerSecond ?? 0),
      )[0] as Fix;
    await page.goto(`/?c=${bus.geometry.coordinates.join(',')},13&l=vehicles&s=unit:${bus.properties.unitId}`);
    await page.getByText(zhCN.signIn.demoText).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.getByRole('button', { name: zhCN.role.dispatcher }).click();
    await page.locator('header').getByText(zhCN.common.demoBadge).waitFor();
    await page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
    expect(selectionOf(page)).toBe(`unit:${bus.properties.unitId}`);
    await waitForMap(page);
  });

  it("moves the selected unit's card, the marks on the map, and the camera that follows", async () => {
    const place = page.getByRole('definition').filter({ hasText: '°E' });
    const lastFix = page
      .getByRole('definition')
      .filter({ hasText: /\d{2}:\d{2}:\d{2} · / })
      .first();
    const before = { place: await place.innerText(), clock: (await lastFix.innerText()).slice(0, 8) };
    await expect.poll(async () => (await lastFix.innerText()).slice(0, 8), POLL).not.toBe(before.clock);
    await expect.poll(() => place.innerText(), POLL).not.toBe(before.place);

    // With the basemap hidden only marks are left to change a pixel; the camera rests.
    const camera = readCamera(page);
    const showBasemap = (isShown: boolean) =>
      page
        .locator('canvas.maplibregl-canvas')
        .evaluate(
          (canvas: HTMLElement, visibility) => void (canvas.style.visibility = visibility),
          isShown ? '' : 'hidden',
        );
    const shoot = async () => (await page.screenshot({ clip: CLEAR })).toString('base64');
    await showBasemap(false);
    const marks = await shoot();
    await expect.poll(shoot, POLL).not.toBe(marks);
    expect(readCamera(page)).toEqual(camera);
    await showBasemap(true);

    await page.keyboard.press('f');
    await page.getByText(/^正在跟随/).waitFor();
    await expect.poll(() => metersApart(readCamera(page), camera), POLL).toBeGreaterThan(5);
    // The camera is a second or two behind the card at most.
    await expect.poll(async () => metersApart(readCamera(page), await readPlace(place)), POLL).toBeLessThan(60);
    await page.keyboard.press('f');
    await page.getByText(/^正在跟随/).waitFor({ state: 'detached' });
  });

  it('opens a lookout from the search and goes there', async () => {
    const lookout = numbered(7);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('瞭望点 07');
    await page.getByRole('option', { name: lookout.properties.name.zh }).waitFor();
    await page.keyboard.press('Enter');
    await lookoutCard(page, lookout).getByText(zhCN.lookout.board, { exact: true }).waitFor();
    expect(selectionOf(page)).toBe(`lookout:${lookout.properties.lookoutId}`);
    const [lng, lat] = lookout.geometry.coordinates;
    await expect.poll(() => metersApart(readCamera(page), { lng, lat }), POLL).toBeLessThan(5);
  });

  it('opens the same lookout by its mark on the map, once its layer is on', async () => {
    const lookout = numbered(7);
    await page.keyboard.press('Escape');
    await lookoutCard(page, lookout).waitFor({ state: 'detached' });
    expect(selectionOf(page)).toBeNull();
    await page.keyboard.press('2');
    await page.mouse.click(...MIDDLE);
    expect(selectionOf(page)).toBeNull();

    await page.keyboard.press('3');
    await expect
      .poll(() => page.getByRole('switch', { name: zhCN.layers.lookouts }).getAttribute('aria-checked'), POLL)
      .toBe('true');
    expect(layersOf(page)).toEqual(['lookouts']);
    await page.mouse.click(...MIDDLE);
    await lookoutCard(page, lookout).waitFor();
    expect(selectionOf(page)).toBe(`lookout:${lookout.properties.lookoutId}`);
  });

  it('reports an incident, which a second page sees at once, and takes it back from both', async () => {
    const description = `端到端测试 ${Date.now().toString(36)}`;
    const seen = colleague.page.getByRole('listitem').filter({ hasText: description });
    await colleague.page.goto('/?l=incidents');
    await colleague.page.locator('header').getByText(zhCN.link.live, { exact: true }).waitFor();
    await colleague.page.getByRole('heading', { name: zhCN.feed.title }).waitFor();

    // A right click says where; so does N at the pointer.
    const form = page.getByRole('dialog', { name: zhCN.report.title, exact: true });
    await page.mouse.click(...MIDDLE, { button: 'right' });
    await page.getByRole('menuitem', { name: zhCN.report.here }).click();
    await form.waitFor();
    const where = await readPlace(form.getByText('°E'));
    expect(metersApart(where, readCamera(page))).toBeLessThan(5);
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    // Esc closed the form and nothing below it.
    expect(selectionOf(page)).toMatch(/^lookout:/);

    await page.mouse.move(MIDDLE[0] + 40, MIDDLE[1] + 20);
    await page.keyboard.press('n');
    await form.getByRole('button', { name: zhCN.report.submit, exact: true }).click();
    await form.getByText(zhCN.form.required).waitFor();
    await form.getByText(zhCN.category.dispute, { exact: true }).click();
    expect(await form.getByRole('radio', { name: zhCN.category.dispute, exact: true }).isChecked()).toBe(true);
    await form.locator('textarea').fill(description);
    await form.getByRole('button', { name: zhCN.report.submit, exact: true }).click();

    // The offer to undo waits while the pointer rests on it.
    const undo = page.getByRole('button', { name: zhCN.common.undo, exact: true });
    await page.getByText('已上报：纠纷').waitFor();
    await undo.hover();
    await seen.waitFor();
    await page.getByRole('listitem').filter({ hasText: description }).waitFor();
    await expect.poll(() => selectionOf(page), POLL).toMatch(/^incident:/);

    await undo.click();
    await seen.waitFor({ state: 'detached' });
    await page.getByRole('listitem').filter({ hasText: description }).waitFor({ state: 'detached' });
    // Told to both pages before the one that asked has its answer.
    await expect.poll(() => selectionOf(page), POLL).toBeNull();
  });

  it('shows from a link, to somebody who chose otherwise and after a reload, the same layers, selection and camera', async () => {
    const [selected, middle] = [numbered(7), numbered(1)];
    const search = `?c=${middle.geometry.coordinates.map((degrees) => Number(degrees.toFixed(5))).join(',')},14.5&l=lookouts,zones&s=lookout:${selected.properties.lookoutId}`;
    await page.goto('about:blank');
    for (const reader of [colleague.page, page]) {
      // The colleague was looking at the incidents only, the dispatcher at the lookouts only.
      await reader.goto(`/${search}`);
      await waitForMap(reader);
      await lookoutCard(reader, selected).waitFor();
      await reader.getByText('z14.5').waitFor();
      const shown = await reader
        .getByRole('switch', { checked: true })
        .evaluateAll((switches) => switches.map((element) => element.textContent));
      expect(shown.join(' ')).toMatch(new RegExp(`^${zhCN.layers.lookouts}\\d+ ${zhCN.layers.zones}\\d+$`));
      expect(new URL(reader.url()).search).toBe(search);
      // What lies in the middle is what the link's camera says.
      await reader.mouse.click(...MIDDLE);
      await lookoutCard(reader, middle).waitFor();
      if (reader !== page) await reader.close();
    }
  });

  it('speaks English when asked, and back', async () => {
    await page.getByRole('button', { name: zhCN.common.switchLanguage, exact: true }).click();
    await page.locator('header').getByText(en.common.demoBadge).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await lookoutCard(page, numbered(1), 'en').getByText(en.lookout.board, { exact: true }).waitFor();
    // Only the way back is in Chinese. The feed is left out: what people report stays in their words.
    const said = [
      await page.locator('header').first().innerText(),
      await page.getByRole('region', { name: en.layers.title, exact: true }).innerText(),
      await page.getByRole('region', { name: en.layers.legend, exact: true }).innerText(),
      await page.getByRole('region', { name: en.strip.label }).innerText(),
      await lookoutCard(page, numbered(1), 'en').innerText(),
    ].join('\n');
    expect(said.replace(en.common.switchLanguage, '')).not.toMatch(HAN);
    await page.getByRole('button', { name: en.common.switchLanguage, exact: true }).click();
    await page.locator('header').getByText(zhCN.common.demoBadge).waitFor();
  });

  it('turns light and dark again', async () => {
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    const background = () =>
      page
        .locator('header')
        .first()
        .evaluate((header) => getComputedStyle(header).color);
    expect(await scheme()).toBe('dark');
    const dark = await background();
    await page.getByRole('button', { name: zhCN.common.lightTheme }).click();
    await expect.poll(scheme, POLL).toBe('light');
    expect(await background()).not.toBe(dark);
    await page.keyboard.press('t');
    await expect.poll(scheme, POLL).toBe('dark');
    expect(await background()).toBe(dark);
  });

  it('does everything from the keyboard: keys, layers, zoom, wall display', async () => {
    const keys = page.getByRole('dialog', { name: zhCN.keys.title, exact: true });
    await page.keyboard.press('?');
    await keys.waitFor();
    // Keys of the map rest while a window is open.
    const layers = layersOf(page);
    await page.keyboard.press('4');
    expect(layersOf(page)).toEqual(layers);
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('4');
    await expect.poll(() => layersOf(page), POLL).toContain('incidents');
    await page.keyboard.press('4');
    await expect.poll(() => layersOf(page), POLL).toEqual(layers);

    const { zoom } = readCamera(page);
    await page.keyboard.press('+');
    await expect.poll(() => readCamera(page).zoom, POLL).toBeCloseTo(zoom + 1, 1);

    await page.keyboard.press('Escape');
    await expect.poll(() => selectionOf(page), POLL).toBeNull();
    await page.keyboard.press('w');
    await page.getByRole('region', { name: zhCN.layers.title, exact: true }).waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: zhCN.strip.label }).count()).toBe(1);

    // The wall draws the map larger, and what is under the pointer is found there all the same: an arrow pans by 100 of its pixels.
    const before = readCamera(page);
    await page.getByRole('region', { name: zhCN.map.label, exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => metersApart(readCamera(page), before), POLL).toBeGreaterThan(50);
    const scale = Number(
      await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--lw-scale')),
    );
    expect(scale).toBeGreaterThan(1);
    await page.mouse.click(MIDDLE[0] - 100 * scale, MIDDLE[1]);
    await expect.poll(() => selectionOf(page), POLL).toBe(`lookout:${numbered(1).properties.lookoutId}`);
    await page.keyboard.press('Escape');
    await expect.poll(() => selectionOf(page), POLL).toBeNull();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: zhCN.layers.title, exact: true }).waitFor();
  });

  it('ran without an error on any page', () => {
    expect([...dispatcher.troubles, ...colleague.troubles]).toEqual([]);
  });
});
