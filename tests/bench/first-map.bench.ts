import { NO_BROWSER, launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { startProduct } from '../support/product.global.ts';
import { openVisitor, waitForMap } from '../support/visitor.ts';
import { percentile } from './figures.ts';

/** As `npm start` does it. */
const DEMO = { DEMO_UNITS: '1198', DEMO_INTERVAL_SECONDS: '5' };
const ROUNDS = 5;
/** What is still drawn after the map stands belongs to it. */
const SETTLING_MS = 1_500;

interface Task {
  startMs: number;
  durationMs: number;
}

/** What the page noted; milliseconds since it began to load. */
interface Noted {
  tasks: Task[];
  /** When the cover over the map was gone and the next frame was drawn: what somebody sees, not when this bench heard of it. */
  standsMs: number | null;
  /** Time inside calls of the graphics library, by name of the call. */
  calls: Record<string, { count: number; totalMs: number }>;
}

/** Runs in the page before any script of ours: how long tasks are, and which calls of WebGL they wait in. */
function watchPage(coverText: string): void {
  const noted: Noted = { tasks: [], standsMs: null, calls: {} };
  (window as unknown as { noted: Noted }).noted = noted;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      noted.tasks.push({ startMs: startTime, durationMs: duration });
  }).observe({ type: 'longtask', buffered: true });
  let wasCovered = false;
  const look = new MutationObserver(() => {
    const isCovered = document.body.textContent.includes(coverText);
    if (wasCovered && !isCovered) {
      look.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => (noted.standsMs = performance.now())));
    }
    wasCovered = isCovered;
  });
  addEventListener('DOMContentLoaded', () => look.observe(document.body, { childList: true, subtree: true }));
  const watch = (owner: object, name: string): void => {
    const call = (owner as Record<string, unknown>)[name] as (...given: unknown[]) => unknown;
    (owner as Record<string, unknown>)[name] = function timed(this: unknown, ...given: unknown[]): unknown {
      const startMs = performance.now();
      try {
        return call.apply(this, given);
      } finally {
        const of = (noted.calls[name] ??= { count: 0, totalMs: 0 });
        of.count += 1;
        of.totalMs += performance.now() - startMs;
      }
    };
  };
  const { prototype } = WebGL2RenderingContext;
  for (const name of Object.getOwnPropertyNames(prototype))
    if (typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function' && name !== 'constructor')
      watch(prototype, name);
  watch(HTMLCanvasElement.prototype, 'getContext');
  for (const side of ['width', 'height'] as const) {
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side)!;
    Object.defineProperty(HTMLCanvasElement.prototype, side, {
      get,
      set(this: HTMLCanvasElement, value: number) {
        const startMs = performance.now();
        set!.call(this, value);
        const of = (noted.calls['canvas size'] ??= { count: 0, totalMs: 0 });
        of.count += 1;
        of.totalMs += performance.now() - startMs;
      },
    });
  }
}

/**
 * How long a first visit waits for its map, at 1280×720 with the layers of a first visit, and in what: each round is a
 * browser's first look (nothing cached). The parts are of the round in the middle.
 */
export async function run(): Promise<void> {
  const probe = await launchBrowser();
  if (!probe) {
    console.log(NO_BROWSER);
    return;
  }
  await probe.close();
  const product = await startProduct(DEMO);
  const rounds: Array<{ standsMs: number; longestMs: number; noted: Noted }> = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const browser = (await launchBrowser())!;
      const { page } = await openVisitor(browser, { address: product.address, username: 'dispatcher' });
      await page.addInitScript('globalThis.__name = (named) => named');
      await page.addInitScript(watchPage, zhCN.map.loading);
      await page.goto('/');
      await waitForMap(page);
      await page.waitForTimeout(SETTLING_MS);
      const noted = await page.evaluate(() => (window as unknown as { noted: Noted }).noted);
      const { standsMs } = noted;
      if (standsMs === null) throw new Error('The cover was never seen to go.');
      rounds.push({ standsMs, longestMs: Math.max(0, ...noted.tasks.map(({ durationMs }) => durationMs)), noted });
      await browser.close();
    }
  } finally {
    await product.stop();
  }
  const sorted = rounds.toSorted((a, b) => a.standsMs - b.standsMs);
  const stands = sorted.map(({ standsMs }) => standsMs);
  console.log(
    `the map stands after: median ${percentile(stands, 50).toFixed(0)} ms (${stands.map((ms) => ms.toFixed(0)).join(', ')})`,
  );
  const { noted } = sorted[Math.floor(ROUNDS / 2)]!;
  console.log('long tasks of the round in the middle, ms from the start: ms long');
  for (const { startMs, durationMs } of noted.tasks) console.log(`  ${startMs.toFixed(0)}: ${durationMs.toFixed(0)}`);
  console.log('calls of the graphics library: how often, ms in all');
  const calls = Object.entries(noted.calls).toSorted(([, a], [, b]) => b.totalMs - a.totalMs);
  for (const [name, { count, totalMs }] of calls)
    if (totalMs >= 5) console.log(`  ${name}: ${count}, ${totalMs.toFixed(0)}`);
}
