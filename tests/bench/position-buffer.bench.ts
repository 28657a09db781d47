import { deflateRawSync } from 'node:zlib';
import {
  encodePositionFrame,
  quantizeFix,
  type FrameFix,
  type FrameMove,
} from '@liaowang/shared/contract/position-frame';
import { createPositionBuffer } from '../../client/src/live/position-buffer.ts';
import { median } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const UNITS = 100_000;
const TICKS = 40;

/**
 * The browser's part of a tick at 100,000 units: a frame of every fourth unit is inflated, decoded and written to the
 * columns the GPU reads; against the same update as an array of objects.
 */
export async function run(): Promise<void> {
  const random = createRandom(2);
  const deflate = (body: Uint8Array) => deflateRawSync(body, { level: 3 });
  const nowMs = Date.now();
  const fixes: FrameFix[] = Array.from({ length: UNITS }, () =>
    quantizeFix({
      lng: 118.1 + random() * 0.5,
      lat: 34.1 + random() * 0.35,
      fixTimeMs: nowMs,
      speedMetersPerSecond: 8,
      headingDegrees: 90,
    }),
  );
  const buffer = createPositionBuffer();
  buffer.replaceUnits(
    fixes.map((_, i) => ({
      id: i + 1,
      name: { zh: '', en: '' },
      kind: 'bus',
      branchId: null,
      detectionRangeMeters: 100,
      contactInterval: null,
      refusals: [],
    })),
    nowMs,
  );
  buffer.applyFrame(
    encodePositionFrame(
      { epoch: 1, seq: 1, previousSeq: 1, tickTimeMs: nowMs, snapshot: true },
      fixes.map((fix, i) => ({ unitId: i + 1, fix })),
      deflate,
    ),
    nowMs,
  );

  const objects = fixes.map((fix, i) => ({
    unitId: i + 1,
    lng: fix.lngSteps,
    lat: fix.latSteps,
    speed: 8,
    heading: 90,
  }));
  const times: number[] = [];
  const baseline: number[] = [];
  for (let tick = 2; tick < TICKS + 2; tick++) {
    const moves: FrameMove[] = [];
    for (let i = tick % 4; i < UNITS; i += 4) {
      const base = fixes[i] as FrameFix;
      const fix = {
        ...base,
        lngSteps: base.lngSteps + Math.round((random() - 0.5) * 200),
        latSteps: base.latSteps + Math.round((random() - 0.5) * 200),
        timeSteps: base.timeSteps + 10,
      };
      moves.push({ unitId: i + 1, fix, base });
      fixes[i] = fix;
    }
    const frame = encodePositionFrame(
      { epoch: 1, seq: tick, previousSeq: tick - 1, tickTimeMs: nowMs + tick * 250, snapshot: false },
      moves,
      deflate,
    );
    const json = JSON.stringify(
      moves.map(({ unitId, fix }) => ({ unitId, lng: fix.lngSteps, lat: fix.latSteps, speed: 8, heading: 90 })),
    );
    let startedMs = performance.now();
    const outcome = buffer.applyFrame(frame, nowMs + tick * 250);
    times.push(performance.now() - startedMs);
    if (outcome !== 'applied') throw new Error(`frame ${tick}: ${outcome}`);
    startedMs = performance.now();
    for (const update of JSON.parse(json) as typeof objects) objects[update.unitId - 1] = update;
    baseline.push(performance.now() - startedMs);
  }
  console.log(
    `${UNITS} units, ${UNITS / 4} moved: ${median(times).toFixed(2)} ms a frame; JSON into objects ${median(baseline).toFixed(2)} ms; ratio ${(median(baseline) / median(times)).toFixed(1)}`,
  );
}
