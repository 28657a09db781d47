import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaBoundary } from '@liaowang/shared/analysis/geometry/disk-union/area-boundary';
import { computeDosage, type Dosage, type Step } from '@liaowang/shared/analysis/hotspots/outcome/stays';
import type { UnitKind } from '@liaowang/shared/schemas/unit';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 100 m by 100 m, with a courtyard of 20 m that is no part of it. */
const AREA = createAreaBoundary([
  [
    [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
      [0, 0],
    ],
    [
      [40, 40],
      [60, 40],
      [60, 60],
      [40, 60],
      [40, 40],
    ],
  ],
]);
const ALL = { fromMs: 0, toMs: 24 * HOUR_MS };

/** Steps along fixes of [minute, x, y]. */
function walk(fixes: ReadonlyArray<readonly [number, number, number]>, kind: UnitKind = 'foot', unitId = 1): Step[] {
  const plane = fixes.map(([minute, x, y]) => ({ x, y, timeMs: minute * MINUTE_MS }));
  return plane.map((to, i) => ({ unitId, kind, from: plane[i - 1] ?? null, to }));
}

describe('time inside', () => {
  it('is cut at the boundary, at even speed along the straight way', () => {
    // 200 m in a minute through the lower part: half of it inside.
    expect(
      computeDosage(
        AREA,
        walk([
          [0, -50, 20],
          [1, 150, 20],
        ]),
        ALL,
      ),
    ).toEqual({ patrolSeconds: 30, patrolVisits: 1, vehicleSeconds: 0, vehicleVisits: 0 });
    // Through the middle: 20 m of courtyard are not inside, and being there is no end of a stay.
    expect(
      computeDosage(
        AREA,
        walk([
          [0, -50, 50],
          [1, 150, 50],
        ]),
        ALL,
      ),
    ).toMatchObject({ patrolSeconds: 24, patrolVisits: 1 });
    // A corner is cut; the way outside passes by.
    expect(
      computeDosage(
        AREA,
        walk([
          [0, -10, 10],
          [1, 10, -10],
        ]),
        ALL,
      ),
    ).toMatchObject({ patrolSeconds: 0, patrolVisits: 0 });
    expect(
      computeDosage(
        AREA,
        walk([
          [0, -10, 30],
          [1, 30, -10],
        ]),
        ALL,
      ).patrolSeconds,
    ).toBeCloseTo(30, 9);
  });

  it('counts two patrols twice and vehicles apart', () => {
    const steps = [
      ...walk([
        [0, 10, 10],
        [1, 10, 10],
      ]),
      ...walk(
        [
          [0, 10, 10],
          [1, 10, 10],
        ],
        'bicycle',
        2,
      ),
      ...walk(
        [
          [0, 10, 10],
          [1, 20, 10],
        ],
        'bus',
        3,
      ),
    ];
    expect(computeDosage(AREA, steps, ALL)).toEqual({
      patrolSeconds: 120,
      patrolVisits: 2,
      vehicleSeconds: 60,
      vehicleVisits: 1,
    });
  });

  it('does not make up a way between fixes that are too far apart', () => {
    expect(
      computeDosage(
        AREA,
        walk([
          [0, 10, 10],
          [3, 10, 10],
        ]),
        ALL,
      ),
    ).toMatchObject({ patrolSeconds: 0, patrolVisits: 1 });
    expect(
      computeDosage(
        AREA,
        walk([
          [0, 10, 10],
          [1, 5_000, 10],
        ]),
        ALL,
      ),
    ).toMatchObject({ patrolSeconds: 0, patrolVisits: 1 });
  });
});

describe('visits', () => {
  it('end after more than ten minutes outside', () => {
    const outFor = (minutes: number) =>
      computeDosage(
        AREA,
        walk([
          [0, 10, 10],
          [minutes, 10, 10],
        ]),
        ALL,
      ).patrolVisits;
    expect(outFor(10)).toBe(1);
    expect(outFor(10.1)).toBe(2);
  });

  it('are counted where they begin', () => {
    const steps = walk([
      [55, 10, 10],
      [56, 10, 10],
      [57, 10, 10],
      [58, 10, 10],
      [59, 10, 10],
      [60, 10, 10],
      [61, 10, 10],
    ]);
    expect(computeDosage(AREA, steps, { fromMs: 0, toMs: HOUR_MS })).toMatchObject({
      patrolSeconds: 300,
      patrolVisits: 1,
    });
    expect(computeDosage(AREA, steps, { fromMs: HOUR_MS, toMs: 2 * HOUR_MS })).toMatchObject({
      patrolSeconds: 60,
      patrolVisits: 0,
    });
  });

  it('of an hour follow from its fixes and those of the twelve minutes before: hours add up to the day', () => {
    const fix = fc.tuple(
      fc.integer({ min: 0, max: 6 * 60 - 4 }),
      fc.integer({ min: -40, max: 140 }),
      fc.integer({ min: -40, max: 140 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(fix, { minLength: 2, maxLength: 120, selector: ([minute]) => minute }), (fixes) => {
        const steps = walk(fixes.toSorted((a, b) => a[0] - b[0]));
        const whole = computeDosage(AREA, steps, { fromMs: 0, toMs: 6 * HOUR_MS });
        const sum: Dosage = { patrolSeconds: 0, patrolVisits: 0, vehicleSeconds: 0, vehicleVisits: 0 };
        for (let hour = 0; hour < 6; hour++) {
          const [fromMs, toMs] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
          const firstMs = fromMs - 12 * MINUTE_MS;
          const near = steps
            .filter(({ to }) => to.timeMs >= firstMs && to.timeMs < toMs + 2 * MINUTE_MS)
            .map((step) => ({ ...step, from: step.from && step.from.timeMs >= firstMs ? step.from : null }));
          const own = computeDosage(AREA, near, { fromMs, toMs });
          sum.patrolSeconds += own.patrolSeconds;
          sum.patrolVisits += own.patrolVisits;
        }
        expect(sum.patrolVisits).toBe(whole.patrolVisits);
        expect(sum.patrolSeconds).toBeCloseTo(whole.patrolSeconds, 6);
      }),
    );
  });
});
