import { describe, expect, it } from 'vitest';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import { MORAN_BINS } from '@liaowang/shared/analysis/hotspots/zones/local-moran-zones';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { createPlaneStudy, type PlaneIncident } from './plane-study.ts';

const DAY_MS = 86_400_000;
const WINDOW = { fromMs: 0, toMs: 90 * DAY_MS };
const plane = createPlaneStudy();
const SIDE = 1_990;
const finder = createZoneFinder(plane.boxStudy(-SIDE, -SIDE, SIDE, SIDE));
const method: Extract<ZoneMethod, { kind: 'local-moran' }> = {
  kind: 'local-moran',
  shape: 'square',
  cellMeters: 100,
  bandMeters: 200,
  maxQ: 0.05,
  permutations: 9_999,
};

/** Incidents anywhere, and more of them within a radius of a place. */
function spread(even: number, more: number, [x, y]: readonly [number, number], radius: number): PlaneIncident[] {
  const random = createRandom(8);
  const at = (half: number): number => (2 * random() - 1) * half;
  return [
    ...Array.from({ length: even }, (): PlaneIncident => [at(SIDE), at(SIDE), random() * WINDOW.toMs]),
    ...Array.from({ length: more }, (): PlaneIncident => [x + at(radius), y + at(radius), random() * WINDOW.toMs]),
  ];
}
const find = (incidents: readonly PlaneIncident[], changes: Partial<typeof method> = {}) =>
  finder.find(plane.incidentsAt(incidents), { ...method, ...changes }, WINDOW);

describe('zones of local Moran', () => {
  it('are connected cells that are high with high surroundings, and tell of the strongest', () => {
    for (const shape of ['square', 'hexagon'] as const) {
      const { zones, cells, warning } = find(spread(600, 400, [500, 500], 300), { shape });
      expect(warning).toBeNull();
      expect(zones[0]!.incidentCount).toBeGreaterThan(350);
      expect(zones[0]!.evidence).toMatchObject({ kind: 'local-moran', cluster: 'high-high', permutations: 9_999 });
      if (zones[0]!.evidence.kind !== 'local-moran') throw new Error('not by local Moran');
      expect(zones[0]!.evidence.i).toBeGreaterThan(0);
      expect(zones[0]!.evidence.q).toBeLessThanOrEqual(0.05);
      expect(cells!.moran!.i).toHaveLength(cells!.counts.length);
      expect(cells!.bins).toContain(MORAN_BINS['high-high']);
    }
  });

  it('call a full cell in an emptied neighbourhood a heap by itself', () => {
    const lattice = Array.from({ length: 39 * 39 }, (_, k): [number, number] => [
      (k % 39) * 100 - 1_950 + 50,
      Math.floor(k / 39) * 100 - 1_950 + 50,
    ]);
    const isEmptied = ([x, y]: readonly [number, number]): boolean => Math.hypot(x, y) < 260;
    const busy = lattice
      .filter((place) => !isEmptied(place))
      .flatMap(([x, y]) => Array.from({ length: 4 }, (_, k): PlaneIncident => [x + k, y, k * DAY_MS]));
    const heap = Array.from({ length: 40 }, (_, k): PlaneIncident => [0, 0, k * DAY_MS]);
    const { zones } = find([...busy, ...heap]);
    expect(
      zones
        .filter(({ evidence }) => evidence.kind === 'local-moran' && evidence.cluster === 'high-low')
        .map(({ incidentCount }) => incidentCount),
    ).toContain(40);
  });

  it('take in the heap that their cells are high by', () => {
    const around = spread(500, 120, [0, 0], 250);
    const heap = Array.from({ length: 170 }, (_, k): PlaneIncident => [40, 40, k * 3_600_000]);
    const { zones } = find([...around, ...heap]);
    expect(zones.some(({ incidentCount }) => incidentCount > 170)).toBe(true);
  });

  it('are none of fewer incidents than the least number, of too few incidents, or of none that stand out', () => {
    const incidents = spread(600, 400, [500, 500], 300);
    for (const { incidentCount } of find(incidents, { minIncidents: 50 }).zones)
      expect(incidentCount).toBeGreaterThanOrEqual(50);
    expect(find(spread(800, 0, [0, 0], 1)).zones).toEqual([]);
    expect(find(incidents.slice(0, 9))).toMatchObject({ zones: [], warning: { code: 'too-few-events' } });
    expect(find(Array.from({ length: 30 }, (): PlaneIncident => [10, 10, 1]))).toMatchObject({
      zones: [],
      warning: { code: 'one-place' },
    });
  });

  it('say when so many cells need more draws than were made', () => {
    const incidents = spread(600, 60, [500, 500], 150);
    expect(find(incidents, { permutations: 999 })).toMatchObject({
      zones: [],
      warning: { code: 'too-few-permutations', found: 999, needed: 9_999 },
    });
    const enough = find(incidents, { permutations: 99_999 });
    expect(enough.warning).toBeNull();
    expect(enough.zones.length).toBeGreaterThan(0);
  });

  it('are the same again', () => {
    const incidents = spread(600, 400, [500, 500], 300);
    expect(find(incidents)).toEqual(find(incidents));
  });
});
