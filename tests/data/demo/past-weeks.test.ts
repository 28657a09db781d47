import { beforeAll, describe, expect, it } from 'vitest';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { createDemoCity, type DemoCity } from '../../../data/demo/city.ts';
import { isInCity, toPlane } from '../../../data/demo/ground.ts';
import { createPastWeeks, type PastUnit } from '../../../data/demo/past-weeks.ts';

/** Wednesday, midnight in Xinyi. */
const WEDNESDAY_MS = Date.UTC(2026, 10, 17, 16);
const HOUR_MS = 3_600_000;

/** Every third unit: 100 patrols, 300 vehicles. */
let city: Pick<DemoCity, 'units' | 'branches'>;
let past: ReturnType<typeof createPastWeeks>;
beforeAll(() => {
  const { units, branches } = createDemoCity({ seed: 1, now: new Date('2026-11-23T12:00:00Z') });
  city = { units: units.filter((_, index) => index % 3 === 0), branches };
  past = createPastWeeks({ city, seed: 1 });
});
const at = (hour: number, days = 0): PastUnit[] => past.unitsAt(WEDNESDAY_MS + (days * 24 + hour) * HOUR_MS);
const countOf = (units: readonly PastUnit[], ...kinds: UnitKind[]): number =>
  units.filter(({ kind }) => kinds.includes(kind)).length;

describe('the past of the made-up city', () => {
  it('is the same for the same seed, and another at another moment', () => {
    const few = { ...city, units: city.units.slice(0, 40) };
    const [one, again, other] = [1, 1, 2].map((seed) =>
      createPastWeeks({ city: few, seed }).unitsAt(WEDNESDAY_MS + 9 * HOUR_MS),
    );
    expect(one!.length).toBeGreaterThan(20);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect(at(0, 7)).not.toEqual(at(0));
  });

  it('has most units out by day, few patrols at night and hardly a bus', () => {
    const day = at(9);
    const night = at(3);
    expect(day.length).toBeGreaterThan(280);
    expect(countOf(day, 'foot', 'bicycle')).toBeGreaterThan(50);
    expect(countOf(night, 'foot', 'bicycle')).toBeLessThan(25);
    expect(countOf(night, 'foot', 'bicycle')).toBeGreaterThan(1);
    expect(countOf(night, 'bus')).toBeLessThan(4);
    expect(countOf(night, 'taxi')).toBeGreaterThan(15);
  });

  it('has fewer patrols at weekends', () => {
    const patrolsOn = (days: number): number =>
      [8, 9, 10, 14, 15, 16].reduce((sum, hour) => sum + countOf(at(hour, days), 'foot', 'bicycle'), 0);
    const weekdays = [0, 1, 2, 5, 6, 7, 8, 9].map(patrolsOn);
    const weekend = [3, 4, 10, 11].map(patrolsOn);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(weekend)).toBeLessThan(0.95 * mean(weekdays));
  });

  it('puts units inside the city, with their own ranges', () => {
    const units = at(12);
    expect(units.filter(({ position }) => !isInCity(toPlane(position)))).toHaveLength(0);
    expect(new Set(units.map(({ kind, detectionRangeMeters }) => `${kind} ${detectionRangeMeters}`))).toEqual(
      new Set(['foot 150', 'bicycle 150', 'bus 100', 'taxi 100']),
    );
  });
});
