import { describe, expect, it } from 'vitest';
import { createDemoCity } from '../../../data/demo/city.ts';
import { distanceBetween, isInCity, toPlane } from '../../../data/demo/ground.ts';
import { CAPITAL_TOWN_CODE, findTown } from '../../../data/demo/towns.ts';

const now = new Date('2026-11-23T12:00:00Z');
const { households } = createDemoCity({ seed: 1, now });
const sum = (some: typeof households): number => some.reduce((total, place) => total + place.households, 0);

describe('households of the made-up city', () => {
  it('are about 300,000 in some hundred places inside the city, the same for the same seed', () => {
    expect(Math.abs(sum(households) - 300_000)).toBeLessThan(households.length);
    expect(households.length).toBeGreaterThan(300);
    expect(households.length).toBeLessThan(2_000);
    expect(households.every(({ position }) => isInCity(toPlane(position)))).toBe(true);
    expect(createDemoCity({ seed: 1, now: new Date('2027-01-01T00:00:00Z') }).households).toEqual(households);
    expect(createDemoCity({ seed: 2, now }).households).not.toEqual(households);
  });

  it('are sums over blocks and hamlets, never one address', () => {
    for (const place of households) expect(Number.isInteger(place.households) && place.households >= 10).toBe(true);
  });

  it('live densest in the middle of the county seat', () => {
    const { center, coreRadiusMeters } = findTown(CAPITAL_TOWN_CODE);
    const within = (from: number, to: number) =>
      households.filter(({ position }) => {
        const share = distanceBetween(toPlane(position), center) / coreRadiusMeters;
        return share >= from && share < to;
      });
    const density = (from: number, to: number): number => sum(within(from, to)) / (to ** 2 - from ** 2);
    expect(density(0, 0.4)).toBeGreaterThan(2 * density(0.6, 1));
    expect(sum(within(0, 1))).toBeGreaterThan(50_000);
  });
});
