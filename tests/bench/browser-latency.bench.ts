import { inflateRawSync } from 'node:zlib';
import parser from 'socket.io-msgpack-parser';
import type { Browser } from 'playwright-core';
import {
  MILLISECONDS_PER_STEP,
  decodeFrame,
  readPositionFrame,
  type FrameFix,
} from '@liaowang/shared/contract/position-frame';
import { NO_BROWSER, launchBrowser } from '../support/browser.ts';
import { startProduct } from '../support/product.global.ts';
import { openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { percentile } from './figures.ts';

/** As `npm start` does it: 1,198 units, a fix of each every 5 s. */
const DEMO = { DEMO_UNITS: '1198', DEMO_INTERVAL_SECONDS: '5' };
/** Units of our own whose fixes are timed, and how far one drives between two of them. */
const OWN_UNITS = 8;
const FIXES = 240;
/** Not a multiple of the server's tick: fixes come at every moment between two ticks. */
const POST_EVERY_MS = 137;
const METERS_PER_FIX = 10;
const MIDDLE = { lng: 118.35, lat: 34.38 };
/** Coverage gaps are cut out of the key areas pixel by pixel: without a GPU they alone cost more than everything else. */
const VIEWS = [
  { name: 'all layers but the coverage gaps', layers: 'foot,vehicles,lookouts,incidents,zones,key-areas' },
  { name: 'all layers of a first visit', layers: 'foot,vehicles,lookouts,incidents,zones,gaps,key-areas' },
] as const;

/** What the page notes of each binary message; epoch milliseconds. */
interface NotedMessage {
  bytes: string;
  arrivedMs: number;
  /** End of the first animation frame after it; the position buffer is up to date by then. */
  framedMs: number | null;
  /** End of the first animation frame after it in which the marks were drawn. */
  drawnMs: number | null;
}

/** Runs in the page before any script of ours: listens in on the socket and on the canvas of the marks. */
function listenIn(): void {
  const page = window as unknown as { notedMessages: NotedMessage[] };
  page.notedMessages = [];
  let waiting: NotedMessage[] = [];
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer)) return;
        const noted: NotedMessage = {
          bytes: btoa(Array.from(new Uint8Array(data), (byte) => String.fromCodePoint(byte)).join('')),
          arrivedMs: Date.now(),
          framedMs: null,
          drawnMs: null,
        };
        page.notedMessages.push(noted);
        waiting.push(noted);
        // A task after the frame's own callbacks: what they did is done.
        requestAnimationFrame(() => setTimeout(() => (noted.framedMs = Date.now())));
      });
    }
  };
  const drawInstances = WebGL2RenderingContext.prototype.drawArraysInstanced;
  WebGL2RenderingContext.prototype.drawArraysInstanced = function drawAndNote(...call) {
    drawInstances.apply(this, call);
    const isOverlay = this.canvas instanceof HTMLCanvasElement && !this.canvas.classList.contains('maplibregl-canvas');
    if (!isOverlay || waiting.length === 0) return;
    const drawn = waiting;
    waiting = [];
    setTimeout(() => {
      for (const noted of drawn) noted.drawnMs = Date.now();
    });
  };
}

function findFrames(value: unknown): Uint8Array[] {
  if (value instanceof Uint8Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(findFrames) : [];
}

interface Sighting {
  noted: NotedMessage;
  tickTimeMs: number;
  /** `unitId:timeSteps` of each of the frame's moves. */
  fixes: string[];
}

/** What each noted message said, as the page decoded it. */
function readSightings(messages: readonly NotedMessage[]): Sighting[] {
  const announced = new Map<number, FrameFix>();
  const sightings: Sighting[] = [];
  for (const noted of messages) {
    const decoder = new parser.Decoder();
    decoder.on('decoded', (packet: { data?: unknown }) => {
      for (const frame of findFrames(packet.data)) {
        const read = readPositionFrame(frame, (body) => new Uint8Array(inflateRawSync(body)));
        if (!read.ok) throw new Error(`frame refused: ${read.reason}`);
        if (read.header.snapshot) announced.clear();
        const moves = decodeFrame(read, announced)?.moves ?? [];
        for (const { unitId, fix } of moves) announced.set(unitId, fix);
        if (!read.header.snapshot)
          sightings.push({
            noted,
            tickTimeMs: read.header.tickTimeMs,
            fixes: moves.map(({ unitId, fix }) => `${unitId}:${fix.timeSteps}`),
          });
      }
    });
    decoder.add(Buffer.from(noted.bytes, 'base64'));
  }
  return sightings;
}

async function createUnits(admin: Visitor): Promise<Array<{ id: number; deviceId: string }>> {
  const series = Date.now().toString(36);
  const units: Array<{ id: number; deviceId: string }> = [];
  for (let i = 0; i < OWN_UNITS; i++) {
    const answer = await admin.context.request.post('/api/v1/units', {
      data: { name: `测速 ${i + 1}`, kind: 'taxi', deviceId: `latency-${series}-${i + 1}` },
    });
    if (!answer.ok()) throw new Error(`A unit was refused: ${answer.status()} ${await answer.text()}`);
    units.push((await answer.json()) as { id: number; deviceId: string });
  }
  return units;
}

/** Posts the fixes of our own units at an even pace; when each was sent, by `unitId:timeSteps`. */
async function postFixes(
  address: string,
  units: ReadonlyArray<{ id: number; deviceId: string }>,
): Promise<Map<string, number>> {
  const sentMs = new Map<string, number>();
  const answers: Array<Promise<void>> = [];
  await new Promise<void>((resolve) => {
    let n = 0;
    const timer = setInterval(() => {
      const unit = units[n % OWN_UNITS] as (typeof units)[number];
      const lng = MIDDLE.lng + (Math.floor(n / OWN_UNITS) * METERS_PER_FIX) / 91_800;
      const lat = MIDDLE.lat + (n % OWN_UNITS) * 0.0005;
      const nowMs = Date.now();
      sentMs.set(`${unit.id}:${Math.round(nowMs / MILLISECONDS_PER_STEP)}`, nowMs);
      const body = new URLSearchParams({
        id: unit.deviceId,
        timestamp: String(nowMs),
        lat: lat.toFixed(6),
        lon: lng.toFixed(6),
        accuracy: '5',
      });
      answers.push(
        fetch(`${address}/ingest/osmand`, { method: 'POST', body }).then(async (answer) => {
          const { stored } = (await answer.json()) as { stored?: number };
          if (stored !== 1) throw new Error(`A fix was not stored: ${answer.status}`);
        }),
      );
      n += 1;
      if (n < FIXES) return;
      clearInterval(timer);
      resolve();
    }, POST_EVERY_MS);
  });
  await Promise.all(answers);
  return sentMs;
}

/** Latencies of the fixes seen on the page, milliseconds. */
interface Latencies {
  arrived: number[];
  framed: number[];
  drawn: number[];
  /** Of every frame of the stream, from the server's tick on. */
  frames: number[];
}

async function measure(address: string, browser: Browser, layers: string): Promise<Latencies> {
  const admin = await openVisitor(browser, { address, username: 'admin' });
  const units = await createUnits(admin);
  await admin.context.close();
  const { context, page } = await openVisitor(browser, { address, username: 'dispatcher' });
  // tsx wraps functions in a call that names them; a page does not know it.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(listenIn);
  await page.goto(`/?c=${MIDDLE.lng},${MIDDLE.lat},15&l=${layers}`);
  await waitForMap(page);

  const sentMs = await postFixes(address, units);
  const times = [...sentMs.values()];
  const readMessages = () =>
    page.evaluate(() => (window as unknown as { notedMessages: NotedMessage[] }).notedMessages);
  // A frame that came a second after the last fix has been drawn: so has everything before it.
  const end = Math.max(...times) + 1_000;
  await page.waitForFunction(
    (since) =>
      (window as unknown as { notedMessages: NotedMessage[] }).notedMessages.some(
        ({ arrivedMs, drawnMs }) => arrivedMs > since && drawnMs !== null,
      ),
    end,
  );
  const sightings = readSightings(await readMessages()).filter(({ noted }) => noted.arrivedMs >= Math.min(...times));
  await context.close();

  const latencies: Latencies = { arrived: [], framed: [], drawn: [], frames: [] };
  for (const { noted, tickTimeMs, fixes } of sightings) {
    if (noted.framedMs !== null) latencies.frames.push(noted.framedMs - tickTimeMs);
    for (const key of fixes) {
      const sent = sentMs.get(key);
      if (sent === undefined || noted.framedMs === null || noted.drawnMs === null) continue;
      latencies.arrived.push(noted.arrivedMs - sent);
      latencies.framed.push(noted.framedMs - sent);
      latencies.drawn.push(noted.drawnMs - sent);
    }
  }
  if (latencies.framed.length < 200)
    throw new Error(`Only ${latencies.framed.length} of ${FIXES} fixes were seen on the map`);
  return latencies;
}

function describe(name: string, latencies: readonly number[]): string {
  return `${name}: p50 ${percentile(latencies, 50).toFixed(0)} ms, p95 ${percentile(latencies, 95).toFixed(0)} ms (${latencies.length})`;
}

/**
 * From a device's POST to the marker in a real browser, at the demo's 1,198 units and zoom 15: commit, tick, frame,
 * decoding and drawing. Software rendering where there is no GPU, so the drawing is the slowest there can be.
 */
export async function run(): Promise<void> {
  const browser = await launchBrowser();
  if (!browser) {
    console.log(NO_BROWSER);
    return;
  }
  const product = await startProduct(DEMO);
  try {
    for (const { name, layers } of VIEWS) {
      const { arrived, framed, drawn, frames } = await measure(product.address, browser, layers);
      console.log(`${name}:`);
      console.log(describe('  POST → frame in the page', arrived));
      console.log(describe('  POST → marker updated, next animation frame', framed));
      console.log(describe('  POST → marks drawn anew', drawn));
      console.log(describe("  server's tick → next animation frame", frames));
      console.log(`  marker updated within 1 s: ${percentile(framed, 95) < 1_000 ? 'yes' : 'NO'}`);
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}
