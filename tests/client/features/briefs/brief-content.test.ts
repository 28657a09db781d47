import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findHeadRows,
  findOldestGap,
  findWorstRows,
  meanByWeight,
  roundToMinute,
} from '../../../../client/src/features/briefs/brief-content.ts';
import { shadeOf } from '../../../../client/src/features/briefs/brief-matrix.tsx';
import { createArea, createFigures, createGap, createWindow } from '../../workspaces/coverage/coverage-samples.ts';

const figures = createFigures([
  createArea('jurisdiction', { share: 0.03 }),
  createArea('branch:1', { share: 0.4 }),
  createArea('key-area:1', { share: 0.9, areaSquareMeters: 1e6, incidentShare: 1, incidentWeight: 30, gapCount: 1 }),
  createArea('key-area:2', { share: 0.5, areaSquareMeters: 3e6, incidentShare: null, incidentWeight: 0, gapCount: 4 }),
]);
const window = createWindow([
  ['jurisdiction', 0.04],
  ['key-area:1', 0.8],
  ['key-area:2', 0.4],
]);
const comparison = createWindow([
  ['jurisdiction', 0.05],
  ['key-area:1', 0.6],
  ['key-area:2', 0.4],
]);

describe('meanByWeight', () => {
  it('leaves out what is not known and what weighs nothing', () => {
    expect(
      meanByWeight([
        { value: 0.2, weight: 1 },
        { value: null, weight: 5 },
        { value: 0.8, weight: 3 },
        { value: 1, weight: 0 },
      ]),
    ).toBeCloseTo(0.65, 12);
    expect(
      meanByWeight([
        { value: null, weight: 5 },
        { value: undefined, weight: 5 },
      ]),
    ).toBeNull();
    expect(meanByWeight([])).toBeNull();
  });

  it('lies between the least and the greatest', () => {
    const part = fc.record({
      value: fc.double({ min: 0, max: 1, noNaN: true }),
      weight: fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const mean = meanByWeight(parts) as number;
        expect(mean).toBeGreaterThanOrEqual(Math.min(...parts.map(({ value }) => value)) - 1e-12);
        expect(mean).toBeLessThanOrEqual(Math.max(...parts.map(({ value }) => value)) + 1e-12);
      }),
    );
  });
});

describe('findHeadRows', () => {
  it('puts all key areas together by their ground and their incidents, then the jurisdiction, then the chosen area', () => {
    const rows = findHeadRows({ figures, window, comparison, areaId: 'key-area:2' });
    expect(rows.map(({ areaId }) => areaId)).toEqual(['key-areas', 'jurisdiction', 'key-area:2']);
    expect(rows[0]?.ground.now).toBeCloseTo((0.9 + 0.5 * 3) / 4, 12);
    expect(rows[0]?.ground.window).toBeCloseTo((0.8 + 0.4 * 3) / 4, 12);
    expect(rows[0]?.ground.change).toBeCloseTo(0.2 / 4, 12);
    expect(rows[0]?.incidents.now).toBe(1);
    expect(rows[0]?.households).toEqual({ now: null, window: null, change: null });
    expect(rows[0]?.gapCount).toBe(5);
    expect(rows[1]?.ground.change).toBeCloseTo(-0.01, 12);
  });

  it('does without a jurisdiction or key areas where an account may not see them', () => {
    const own = createFigures([createArea('branch:1')]);
    expect(findHeadRows({ figures: own, window, comparison, areaId: 'branch:1' }).map(({ areaId }) => areaId)).toEqual([
      'branch:1',
    ]);
  });
});

describe('findWorstRows', () => {
  it('lists the least seen first and counts those it has no room for', () => {
    expect(findWorstRows({ figures, window, comparison }, 'key-area', 1)).toMatchObject({
      rows: [{ areaId: 'key-area:2', worstHour: { meanShare: 0.2 } }],
      left: 1,
    });
    expect(findWorstRows({ figures, window, comparison }, 'branch', 5)).toMatchObject({
      rows: [{ areaId: 'branch:1', worstHour: null, ground: { now: 0.4, window: null, change: null } }],
      left: 0,
    });
  });
});

it('findOldestGap finds the gap that has been open for longest', () => {
  expect(
    findOldestGap({ gaps: [createGap(1), createGap(2, { openedAt: '2026-11-24T01:00:00.000Z' }), createGap(3)] })
      ?.gapId,
  ).toBe(2);
  expect(findOldestGap({ gaps: [] })).toBeNull();
});

it('roundToMinute keeps seconds only below a minute', () => {
  expect([800, 59_000, 90_000, 3_319_000].map(roundToMinute)).toEqual([800, 59_000, 120_000, 3_300_000]);
});

it('the matrix grows darker with the share, and its figures stay readable', () => {
  const lightness = (share: number): number => Number(/(\d+)%\)$/.exec(shadeOf(share, 0.2, 0.8).background)?.[1]);
  const shades = [0.2, 0.35, 0.5, 0.65, 0.8].map(lightness);
  expect(shades).toEqual(shades.toSorted((a, b) => b - a));
  expect(new Set(shades).size).toBe(shades.length);
  for (const share of [0.2, 0.5, 0.57, 0.58, 0.8]) {
    const isLightText = shadeOf(share, 0.2, 0.8).color === '#fff';
    expect(isLightText ? lightness(share) <= 62 : lightness(share) >= 58).toBe(true);
  }
  expect(shadeOf(0.5, 0.5, 0.5).background).toContain('%');
});
