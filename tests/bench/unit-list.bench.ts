import { UNIT_KINDS } from '@liaowang/shared/schemas/unit';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { findUnits, nameUnits } from '../../client/src/features/unit-list/find-units.ts';
import { WHOLE_LIST, type UnitView } from '../../client/src/features/unit-list/unit-view.ts';
import { computeNearbyDistanceMeters } from '../../client/src/lib/nearest.ts';
import { createPositionBuffer } from '../../client/src/live/position-buffer.ts';
import { createFrameSource, createUnit } from '../client/live/frames.ts';
import { median, percentile, timeRuns } from './figures.ts';

const UNITS = 20_000;
const BUDGET_MS = 50;
const HERE: [number, number] = [118.35, 34.37];

const VIEWS: readonly [name: string, view: Partial<UnitView>][] = [
  ['all by name', {}],
  ['text', { text: '巡逻 1' }],
  ['all by distance', { sort: { column: 'distance', descending: false } }],
  [
    'foot, fresh, within 5 km, by battery',
    { states: ['fresh'], kinds: ['foot'], withinMeters: 5_000, sort: { column: 'battery', descending: false } },
  ],
];

/** A key in the filter of the list of units: 20,000 looked through and sorted; against an array of objects sorted by their names in the reader's language. */
export async function run(): Promise<void> {
  const random = createRandom(3);
  const nowMs = Date.now();
  const units = Array.from({ length: UNITS }, (_, at) => ({
    ...createUnit(at + 1, UNIT_KINDS[at % UNIT_KINDS.length]!),
    name: { zh: `徒步巡逻 ${String(Math.floor(random() * 1e5)).padStart(5, '0')}`, en: '' },
    branchId: 1 + (at % 20),
  }));
  const buffer = createPositionBuffer();
  buffer.replaceUnits(units, nowMs);
  const places = units.map(({ id }) => ({
    unitId: id,
    lng: 118.1 + random() * 0.5,
    lat: 34.1 + random() * 0.35,
    fixTimeMs: nowMs,
    speedMetersPerSecond: random() * 9,
  }));
  buffer.applyFrame(createFrameSource().snapshot(places, nowMs), nowMs);
  const facts = {
    buffer,
    serverMs: nowMs + 60_000,
    here: HERE,
    batteries: new Map(units.map(({ id }) => [id, Math.floor(random() * 100)])),
  };
  const preparing = median(await timeRuns(() => nameUnits(units, 'zh-CN'), { runs: 5, warmUps: 1 }));
  const named = nameUnits(units, 'zh-CN');
  console.log(`names of ${UNITS} units put in order, once a register: ${preparing.toFixed(1)} ms`);
  for (const [name, part] of VIEWS) {
    const view = { ...WHOLE_LIST, ...part };
    const times = await timeRuns(() => findUnits(named, view, facts), { runs: 30, warmUps: 5 });
    console.log(
      `${name}: p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 95).toFixed(1)} ms (budget ${BUDGET_MS}), ${findUnits(named, view, facts).length} found`,
    );
  }
  const objects = units.map((unit, at) => ({ ...unit, place: [places[at]!.lng, places[at]!.lat] as const }));
  const naive = median(
    await timeRuns(
      () =>
        objects
          .map((unit) => ({ unit, meters: computeNearbyDistanceMeters(HERE, unit.place) }))
          .sort((a, b) => a.unit.name.zh.localeCompare(b.unit.name.zh, 'zh-CN')),
      { runs: 5, warmUps: 1 },
    ),
  );
  console.log(`baseline, objects sorted by localeCompare: ${naive.toFixed(0)} ms`);
}
