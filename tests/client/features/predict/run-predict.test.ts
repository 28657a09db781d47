import { describe, expect, it } from 'vitest';
import { adviseForecast } from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { AREA_SHARES, suggestSetup, type ReadySetup } from '../../../../client/src/features/predict/predict-setup.ts';
import {
  runPredict,
  type PredictOutcome,
  type PredictTask,
} from '../../../../client/src/features/predict/run-predict.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const DAY_MS = 86_400_000;
const CENTER: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...CENTER);
/** 20 × 20 km. */
const corners = (
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ] as const
).map(([x, y]) => projection.inverse(10_000 * x, 10_000 * y));
const RECORD_DAYS = 400;

/** Half of all incidents at 20 lasting spots, the rest anywhere. */
function makeIncidents(count: number): IncidentColumns {
  const random = createRandom(5);
  const spots = Array.from({ length: 20 }, () => [(random() - 0.5) * 18_000, (random() - 0.5) * 18_000] as const);
  const places = Array.from({ length: count }, (_, i) => {
    const spot = spots[i % 20]!;
    return random() < 0.5
      ? projection.inverse(spot[0] + (random() - 0.5) * 200, spot[1] + (random() - 0.5) * 200)
      : projection.inverse((random() - 0.5) * 19_000, (random() - 0.5) * 19_000);
  });
  return {
    ids: Int32Array.from(places, (_, i) => i),
    lngs: Float64Array.from(places, ([lng]) => lng),
    lats: Float64Array.from(places, ([, lat]) => lat),
    timesMs: Float64Array.from(places, (_, i) => (i / count) * RECORD_DAYS * DAY_MS),
    categories: new Uint8Array(count),
    severities: new Uint8Array(count),
    sources: new Uint8Array(count),
    kinds: new Uint16Array(count),
    categoryNodes: TOP_CATEGORIES,
    precisions: new Uint8Array(count),
    spansMinutes: new Uint32Array(count),
  };
}

const study: PredictTask['study'] = { center: CENTER, boundary: { type: 'Polygon', coordinates: [corners] } };
const task: PredictTask = {
  study,
  incidents: makeIncidents(4_000),
  record: { fromMs: 0, toMs: RECORD_DAYS * DAY_MS },
  setup: { ...(suggestSetup(200, study) as ReadySetup), trainDays: 91, testDays: 28, cellMeters: 500 },
  seed: 1,
};

function run(of: PredictTask): { outcome: PredictOutcome; progress: number[] } {
  const progress: number[] = [];
  const outcome = runPredict(of, (share) => progress.push(share));
  return { outcome, progress };
}

describe('a back-test', () => {
  const { outcome, progress } = run(task);

  it('finds the lasting spots with plain counts, far better than chance', () => {
    const counts = outcome.comparison.methods.find(({ method }) => method === 'counts')!.shares;
    expect(AREA_SHARES[1]).toBe(0.02);
    expect(counts[1]!.hitRate!.mean).toBeGreaterThan(0.4);
    expect(counts[1]!.pai!.mean).toBeGreaterThan(20);
  });

  it('covers the jurisdiction and all its incidents', () => {
    expect(outcome.incidentCount).toBe(4_000);
    expect(outcome.cellCount * outcome.cellSquareMeters).toBeCloseTo(400e6, -6);
    expect(outcome.comparison.folds).toHaveLength(11);
    expect(outcome.comparison.folds.every(({ testEvents }) => testEvents > 200)).toBe(true);
  });

  it('reports how far it is, to the end', () => {
    expect(progress.at(-1)).toBe(1);
    expect(progress.every((share, i) => i === 0 || share > progress[i - 1]!)).toBe(true);
  });

  it('gives advice, and the same figures again', () => {
    expect(['baseline', 'better']).toContain(adviseForecast(outcome.comparison, 1).kind);
    expect(run(task).outcome).toEqual(outcome);
  });

  it('refuses a grid of too many cells', () =>
    expect(() => run({ ...task, setup: { ...task.setup, cellMeters: 1 } })).toThrow(RangeError));
});
