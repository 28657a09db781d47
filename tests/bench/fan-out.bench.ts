import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import { createLivePicture } from '../../server/src/features/positions/live-picture.ts';
import { STREAM_DEFAULTS, createPositionStreams } from '../../server/src/features/positions/position-stream.ts';
import { percentile } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const UNITS = 10_000;
const VIEWERS = 500;
const SECONDS = 10;
/** One JSON event a fix cannot even be tried at 10,000/s: the baseline runs at this rate. */
const BASELINE_FIXES_PER_SECOND = 240;

interface Outcome {
  coreShare: number;
  bytesPerFix: number;
  p99Ms: number;
}

async function measure(kind: 'frames' | 'json', fixesPerSecond: number): Promise<Outcome> {
  const http = createServer();
  const io = new Server(http, kind === 'frames' ? { parser, perMessageDeflate: false } : {});
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const viewers = fork(
    new URL('./fan-out.viewers.ts', import.meta.url),
    [String((http.address() as AddressInfo).port), String(VIEWERS), kind],
    { execArgv: ['--import', 'tsx'] },
  );
  await new Promise((resolve) => viewers.once('message', resolve));

  const picture = createLivePicture();
  picture.setUnits(
    Array.from({ length: UNITS }, (_, i) => ({
      id: i + 1,
      name: { zh: '', en: '' },
      kind: 'bus' as const,
      branchId: null,
      detectionRangeMeters: 100,
      devices: [],
      version: 1,
    })),
  );
  const random = createRandom(1);
  const places = Array.from({ length: UNITS }, () => ({
    lng: 118.1 + random() * 0.5,
    lat: 34.1 + random() * 0.35,
    heading: random() * 360,
  }));
  let bytes = 0;
  let fixes = 0;
  const streams = createPositionStreams(picture, {
    isWatched: () => true,
    send: (_scope, frame) => {
      bytes += frame.length;
      io.volatile.emit('positions:moved', frame);
    },
  });
  streams.snapshot(null, Date.now());

  const move = (i: number, nowMs: number) => {
    const place = places[i] as (typeof places)[number];
    place.heading = (place.heading + (random() - 0.5) * 20 + 360) % 360;
    const speed = 6 + random() * 6;
    place.lng += (Math.sin((place.heading * Math.PI) / 180) * speed) / 92_000;
    place.lat += (Math.cos((place.heading * Math.PI) / 180) * speed) / 111_000;
    const fix = {
      unitId: i + 1,
      deviceId: `d${i}`,
      fixTimeMs: Math.floor(nowMs / 1000) * 1000,
      receivedAtMs: nowMs,
      lng: place.lng,
      lat: place.lat,
      late: false,
      speedMetersPerSecond: speed,
      headingDegrees: place.heading,
      accuracyMeters: 5,
      altitudeMeters: null,
      batteryPercent: null,
      charging: null,
      mock: false,
    };
    fixes += 1;
    if (kind === 'frames') picture.applyFix(fix);
    else io.emit('position', { sentAtMs: nowMs, ...fix });
  };

  // Every unit is announced before the measurement: what counts is the steady state.
  if (kind === 'frames') {
    for (let i = 0; i < UNITS; i++) move(i, Date.now() - 2000);
    streams.tick(Date.now());
  }
  bytes = 0;
  fixes = 0;
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  let next = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - startedMs;
      const due = Math.floor((Math.min(elapsedMs, SECONDS * 1000) / 1000) * fixesPerSecond);
      for (; next < due; next++) move(next % UNITS, Date.now());
      if (kind === 'frames') streams.tick(Date.now());
      if (elapsedMs < SECONDS * 1000) return;
      clearInterval(timer);
      resolve();
    }, STREAM_DEFAULTS.tickMs);
  });
  const used = process.cpuUsage(cpu);
  const elapsedSeconds = (performance.now() - startedMs) / 1000;
  const latencies = await new Promise<number[]>((resolve) => {
    viewers.once('message', (message) => resolve(message as number[]));
    viewers.send('report');
  });
  viewers.kill();
  io.close();
  return {
    coreShare: (used.user + used.system) / 1e6 / elapsedSeconds,
    bytesPerFix: bytes / fixes,
    p99Ms: percentile(latencies, 99),
  };
}

/** Fan-out to 500 viewers: deflated delta frames against one JSON event a fix. */
export async function run(): Promise<void> {
  const ours = await measure('frames', UNITS);
  const baseline = await measure('json', BASELINE_FIXES_PER_SECOND);
  const ourCost = ours.coreShare / UNITS;
  const baselineCost = baseline.coreShare / BASELINE_FIXES_PER_SECOND;
  console.log(
    `frames: ${UNITS} fixes/s to ${VIEWERS} viewers: ${(ours.coreShare * 100).toFixed(1)} % of a core, ${ours.bytesPerFix.toFixed(2)} B a fix, p99 ${ours.p99Ms.toFixed(0)} ms from emission`,
  );
  console.log(
    `one JSON event a fix: ${BASELINE_FIXES_PER_SECOND} fixes/s: ${(baseline.coreShare * 100).toFixed(1)} % of a core, p99 ${baseline.p99Ms.toFixed(0)} ms; cost of a fix ${(baselineCost / ourCost).toFixed(0)} × ours`,
  );
}
