import { describe, expect, it } from 'vitest';
import { findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { computeChange, type ChangeTask } from '../../../../client/src/features/change/compute-change.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-02T00:00:00+08:00');
const CENTER: LngLat = [118.35, 34.37];
const projection = createLocalProjection(...CENTER);
const boundary = {
  type: 'Polygon' as const,
  coordinates: [
    (
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
        [-1, -1],
      ] as const
    ).map(([x, y]) => projection.inverse(8_000 * x, 8_000 * y)),
  ],
};
const TIME_ZONE = 'Asia/Shanghai';

/** `count` incidents within 100 m of a place, spread over 28 days from a day on. */
function crowd(x: number, y: number, fromDay: number, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    place: projection.inverse(x + ((i * 37) % 200) - 100, y + ((i * 53) % 200) - 100),
    timeMs: START + (fromDay + (28 * (i + 0.5)) / count) * DAY_MS,
  }));
}

function taskOf(incidents: ReturnType<typeof crowd>, part: Partial<ChangeTask> = {}): ChangeTask {
  const all = [...incidents].sort((a, b) => a.timeMs - b.timeMs);
  const columns: IncidentColumns = {
    ids: Int32Array.from(all, (_, i) => i + 1),
    lngs: Float64Array.from(all, ({ place }) => place[0]),
    lats: Float64Array.from(all, ({ place }) => place[1]),
    timesMs: Float64Array.from(all, ({ timeMs }) => timeMs),
    categories: new Uint8Array(all.length),
    severities: new Uint8Array(all.length),
    sources: new Uint8Array(all.length),
    kinds: new Uint16Array(all.length),
    categoryNodes: TOP_CATEGORIES,
    precisions: new Uint8Array(all.length),
    spansMinutes: new Uint32Array(all.length),
  };
  return {
    study: { center: CENTER, boundary },
    timeZone: TIME_ZONE,
    columns,
    local: findLocalHours(columns.timesMs, TIME_ZONE),
    recordFromMs: START,
    filter: { hours: null, weekdays: null, categories: null, severities: null, source: 'reported' },
    windows: {
      before: { fromMs: START, toMs: START + 28 * DAY_MS },
      now: { fromMs: START + 28 * DAY_MS, toMs: START + 56 * DAY_MS },
    },
    method: { kind: 'dbscan', epsMeters: 200, minPoints: 8 },
    leastChange: 0.1,
    ...part,
  };
}

describe('what changed between two windows', () => {
  const task = taskOf([
    ...crowd(-4_000, 0, 0, 40),
    ...crowd(4_000, 0, 28, 40),
    ...crowd(0, 3_000, 0, 30),
    ...crowd(0, 3_000, 28, 32),
  ]);

  it('is told zone by zone: one faded, one is new, one stayed', () => {
    const { windows, zones } = computeChange(task);
    expect(windows!.comparison.verdict).toBe('no-change-shown');
    expect(zones!.changes.map(({ kind, isChance }) => [kind, isChance]).sort()).toEqual([
      ['appeared', false],
      ['faded', false],
      ['stayed', true],
    ]);
    const appeared = zones!.changes.find(({ kind }) => kind === 'appeared')!;
    const [x] = projection.forward(...zones!.now[appeared.now[0]!]!.labelPoint);
    expect(x).toBeCloseTo(4_000, -3);
  });

  it('is nothing where no hour passes the filter', () => {
    const windows = { now: { fromMs: START + 28 * DAY_MS, toMs: START + 30 * DAY_MS }, before: task.windows.before };
    expect(computeChange({ ...task, windows, filter: { ...task.filter, weekdays: [7] } })).toEqual({
      windows: null,
      zones: null,
    });
  });

  it('cannot be told with more cells than there may be', () => {
    expect(() =>
      computeChange({ ...task, method: { kind: 'counts', shape: 'square', cellMeters: 5, areaShare: 0.01 } }),
    ).toThrow(RangeError);
  });
});
