import { assert, describe, expect, it } from 'vitest';
import { createSpaceTimeCube } from '@liaowang/shared/analysis/hotspots/emerging/space-time-cube';
import { computeSpaceTimeGiStar } from '@liaowang/shared/analysis/hotspots/emerging/space-time-gi-star';
import { prepareBandSums } from '@liaowang/shared/analysis/hotspots/zones/band-sums';
import { createZoneFinder } from '@liaowang/shared/analysis/hotspots/zones/find-zones';
import { createZoneGrid } from '@liaowang/shared/analysis/hotspots/zones/zone-grid';
import { prepareStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { computeMannKendall } from '@liaowang/shared/analysis/statistics/mann-kendall';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { offerOf } from './offer-of.ts';
import { createPlaneStudy, type PlaneIncident } from './plane-study.ts';

const DAY_MS = 86_400_000;
const plane = createPlaneStudy();
const SIDE = 990;
const study = plane.boxStudy(-SIDE, -SIDE, SIDE, SIDE);
const finder = createZoneFinder(study);
const WINDOW = { fromMs: 0, toMs: 120 * DAY_MS };

interface Crowd {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const SQUARE: Crowd = { west: 200, south: 200, east: 600, north: 600 };

/** Evenly spread incidents, and more of them in a crowd. */
function spread(count: number, more: number, { west, south, east, north } = SQUARE): PlaneIncident[] {
  const random = createRandom(4);
  const at = (from: number, to: number) => from + (to - from) * random();
  const even = Array.from({ length: count }, (): PlaneIncident => [
    at(-SIDE, SIDE),
    at(-SIDE, SIDE),
    at(0, WINDOW.toMs),
  ]);
  return [
    ...even,
    ...Array.from({ length: more }, (): PlaneIncident => [at(west, east), at(south, north), at(0, WINDOW.toMs)]),
  ];
}

describe('sums in a band', () => {
  it('are those of the centres at most so far away, for both shapes and for some of the cells', () => {
    const { area } = prepareStudy(study);
    for (const shape of ['square', 'hexagon'] as const) {
      const grid = createZoneGrid(area, shape, 200);
      const random = createRandom(9);
      const places = Int32Array.from(grid.cells, (_, cell) => cell).filter(() => random() < 0.7);
      const values = Float64Array.from(places, () => Math.floor(5 * random()));
      // Exactly two cells: the band is closed.
      const { counts, sums } = prepareBandSums(grid, places, 400)(values);
      places.forEach((place, i) => {
        const near = [...places.keys()].filter(
          (j) => Math.hypot(grid.xs[places[j]!]! - grid.xs[place]!, grid.ys[places[j]!]! - grid.ys[place]!) <= 400.001,
        );
        expect(counts[i]).toBe(near.length);
        expect(sums[i]).toBe(near.reduce((sum, j) => sum + values[j]!, 0));
      });
    }
  });

  it('are had for any band: hexagons whose pairs would fill the memory are summed along their rows', () => {
    const grid = createZoneGrid(prepareStudy(study).area, 'hexagon', 15);
    const all = Int32Array.from(grid.cells, (_, cell) => cell);
    const { counts, sums } = prepareBandSums(grid, all, 20_000)(Float64Array.from(all, (_, i) => i % 3));
    expect(new Set(counts)).toEqual(new Set([all.length]));
    expect(new Set(sums).size).toBe(1);
  });

  it('are the same by lists of few cells and along the rows of many', () => {
    const grid = createZoneGrid(prepareStudy(study).area, 'hexagon', 50);
    const all = Int32Array.from(grid.cells, (_, cell) => cell);
    const few = all.filter((cell) => cell % 97 === 0);
    const values = Float64Array.from(few, (cell) => cell % 5);
    const ofAll = new Float64Array(all.length);
    few.forEach((cell, i) => (ofAll[cell] = values[i]!));
    const [listed, along] = [prepareBandSums(grid, few, 300)(values), prepareBandSums(grid, all, 300)(ofAll)];
    expect([...listed.sums]).toEqual(Array.from(few, (cell) => along.sums[cell]));
  });
});

describe('zones of Gi*', () => {
  const method = { kind: 'gi-star', shape: 'square', cellMeters: 200, bandMeters: 300, maxQ: 0.05 } as const;

  it('find the crowded ground and say where p is from', () => {
    for (const shape of ['square', 'hexagon'] as const) {
      const { zones, cells, warning } = finder.find(
        plane.incidentsAt(spread(1_500, 400)),
        { ...method, shape },
        WINDOW,
      );
      expect(warning).toBeNull();
      expect(zones).toHaveLength(1);
      const { evidence, labelPoint } = zones[0]!;
      if (evidence.kind !== 'gi-star') throw new Error(evidence.kind);
      expect(evidence.z).toBe(Math.max(...cells!.z));
      expect(evidence.q).toBeLessThanOrEqual(0.01);
      expect(evidence.basis).toBe('negative-binomial');
      const [x, y] = plane.toPlanePoint(labelPoint);
      expect(x > 200 && x < 600 && y > 200 && y < 600).toBe(true);
      expect(cells!.tooFew.every((flag) => flag === 0)).toBe(true);
    }
  });

  it.each([
    { basis: 'exact', places: spread(1_500, 400) },
    // Half of the cells are fuller than the others: not skewed at all.
    { basis: 'normal', places: spread(1_500, 400, { west: 0, south: -SIDE, east: SIDE, north: SIDE }) },
  ])('do not change when everything happens twice and neighbours are shuffled, $basis p', ({ basis, places }) => {
    const shuffled = { ...method, nullModel: 'neighbours-shuffled' } as const;
    const once = finder.find(plane.incidentsAt(places), shuffled, WINDOW);
    const twice = finder.find(plane.incidentsAt([...places, ...places]), shuffled, WINDOW);
    expect(once.zones.length).toBeGreaterThan(0);
    for (const { evidence } of [...once.zones, ...twice.zones]) expect(evidence).toMatchObject({ basis });
    expect(twice.zones.map((zone) => zone.geometry)).toEqual(once.zones.map((zone) => zone.geometry));
    expect(twice.zones.map((zone) => zone.incidentCount)).toEqual(once.zones.map((zone) => 2 * zone.incidentCount));
    once.cells!.z.forEach((z, i) => expect(twice.cells!.z[i]).toBeCloseTo(z, 9));
  });

  it('are fewer the stricter the level', () => {
    const incidents = plane.incidentsAt(spread(600, 90));
    const areas = ([0.1, 0.05, 0.01] as const).map(
      (maxQ) => finder.find(incidents, { ...method, maxQ }, WINDOW).zoneSquareMeters,
    );
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
    expect(areas[0]).toBeGreaterThan(0);
  });

  it('say that events are too few rather than colour noise', () => {
    const { zones, cells, warning } = finder.find(plane.incidentsAt(spread(6, 3)), method, WINDOW);
    expect(zones).toEqual([]);
    expect(warning).toEqual({ code: 'too-few-events', needed: 10, found: 9 });
    expect(cells!.counts.reduce((sum, count) => sum + count, 0)).toBe(9);
    expect(cells!.tooFew.every((flag) => flag === 1)).toBe(true);
    expect(cells!.bins.every((bin) => bin === 0)).toBe(true);
  });

  it('say that everything is at one address, rather than a number that never suffices', () => {
    const places = Array.from({ length: 80 }, (): PlaneIncident => [510, 510]);
    const { zones, warning } = finder.find(plane.incidentsAt(places), method, WINDOW);
    expect(zones).toEqual([]);
    expect(warning).toEqual({ code: 'one-place', needed: 2, found: 80 });
  });

  it('hold the heap they stand for, and no fewer than the least number', () => {
    const heap = Array.from({ length: 40 }, (): PlaneIncident => [510, 510]);
    for (const nullModel of ['negative-binomial', 'normal'] as const) {
      const { zones } = finder.find(plane.incidentsAt([...spread(60, 0), ...heap]), { ...method, nullModel }, WINDOW);
      expect(zones[0]!.incidentCount).toBeGreaterThanOrEqual(40);
      for (const { incidentCount } of zones) expect(incidentCount).toBeGreaterThanOrEqual(5);
    }
  });

  it('say how uneven the cells are', () => {
    const uneven = finder.find(plane.incidentsAt(spread(150, 600)), method, WINDOW).unevenness!;
    const even = finder.find(plane.incidentsAt(spread(750, 0)), method, WINDOW).unevenness!;
    expect([uneven.mean, even.mean]).toEqual([7.5, 7.5]);
    expect(uneven.dispersion).toBeLessThan(1);
    expect(even.dispersion ?? Infinity).toBeGreaterThan(20);
  });
});

describe('zones of emerging hot spots', () => {
  const method = {
    kind: 'emerging',
    shape: 'square',
    cellMeters: 200,
    bandMeters: 300,
    stepDays: 10,
    lagSteps: 1,
  } as const;

  it('have the z of the cube', () => {
    const places = spread(2_000, 500);
    const { cells } = finder.find(plane.incidentsAt(places), method, WINDOW);
    const grid = createZoneGrid(prepareStudy(study).area, 'square', 200);
    const events = {
      xs: Float64Array.from(places, ([x]) => x),
      ys: Float64Array.from(places, ([, y]) => y),
      timesMs: Float64Array.from(places, ([, , atMs]) => atMs!),
    };
    const cube = createSpaceTimeCube(events, grid, { stepMs: 10 * DAY_MS, stepCount: 12, endMs: WINDOW.toMs });
    const z = computeSpaceTimeGiStar(cube, { bandMeters: 300, timeLag: 1 });
    expect(cells!.emerging!.counts).toEqual(cube.counts);
    expect(cells!.z).toHaveLength(cube.cells.length);
    cells!.z.forEach((value, i) => expect(value).toBeCloseTo(z[i * 12 + 11]!, 9));
    expect([...cells!.emerging!.stepStartsMs]).toEqual(Array.from({ length: 12 }, (_, step) => 10 * step * DAY_MS));
  });

  it('are the hot cells of one category, and colour the others not', () => {
    for (const shape of ['square', 'hexagon'] as const) {
      const { zones, cells, warning } = finder.find(
        plane.incidentsAt(spread(3_000, 3_000)),
        { ...method, shape },
        WINDOW,
      );
      expect(warning).toBeNull();
      const hot = cells!.emerging!.categories.filter((category) => category.endsWith('-hot-spot'));
      expect(hot.length).toBeGreaterThan(0);
      expect(zones.reduce((sum, { evidence }) => sum + (evidence.kind === 'emerging' ? evidence.cells : 0), 0)).toBe(
        hot.length,
      );
      expect(cells!.bins.filter((bin) => bin === 1)).toHaveLength(hot.length);
      for (const { evidence } of zones) {
        assert(evidence.kind === 'emerging');
        expect(hot).toContain(evidence.category);
      }
    }
  });

  it('say what became of a place that is new', () => {
    const random = createRandom(2);
    const late = Array.from({ length: 120 }, (): PlaneIncident => [
      -700 + 400 * random(),
      -700 + 400 * random(),
      (110 + 10 * random()) * DAY_MS,
    ]);
    const { zones } = finder.find(
      plane.incidentsAt([...spread(3_000, 0), ...late]),
      { ...method, lagSteps: 0 },
      WINDOW,
    );
    expect(zones[0]!.evidence).toMatchObject({ kind: 'emerging', category: 'new-hot-spot' });
  });

  it('name a trend that is that of the incidents by step of their fullest cell', () => {
    const { zones, cells } = finder.find(plane.incidentsAt(spread(3_000, 3_000)), method, WINDOW);
    const { counts, steps } = cells!.emerging!;
    const sparklines = Array.from({ length: counts.length / steps }, (_, place) =>
      counts.subarray(place * steps, (place + 1) * steps),
    );
    const trends = sparklines.map((line) => computeMannKendall(line).p);
    expect(zones.length).toBeGreaterThan(0);
    for (const { evidence } of zones) {
      assert(evidence.kind === 'emerging');
      expect(trends).toContain(evidence.trendP);
    }
  });

  it('see a trend by mistake in fewer than six of a hundred cities without one, with a lag too', () => {
    const random = createRandom(41);
    const studies = 100;
    for (const lagSteps of [0, 1]) {
      let mistaken = 0;
      for (let run = 0; run < studies; run++) {
        // A crowded square that stays as it is, so that cells are hot at nearly every step.
        const places = Array.from({ length: 3_000 }, (_, i): PlaneIncident =>
          i < 1_000
            ? [-SIDE + 2 * SIDE * random(), -SIDE + 2 * SIDE * random(), WINDOW.toMs * random()]
            : [200 + 400 * random(), 200 + 400 * random(), WINDOW.toMs * random()],
        );
        const { cells } = finder.find(plane.incidentsAt(places), { ...method, lagSteps }, WINDOW);
        if (cells!.emerging!.categories.some((category) => /^(intensifying|diminishing)-hot/.test(category)))
          mistaken++;
      }
      expect(mistaken / studies).toBeLessThan(0.06);
    }
  });

  it('leave out what was before the first whole step', () => {
    const places: PlaneIncident[] = [...spread(500, 0), [0, 0, -3 * DAY_MS]];
    const { incidentCount } = finder.find(plane.incidentsAt(places), method, {
      fromMs: -5 * DAY_MS,
      toMs: WINDOW.toMs,
    });
    expect(incidentCount).toBe(500);
  });

  it('leave out of whom only the month is known, as steps are of days', () => {
    const dated = plane.incidentsAt(spread(2_000, 500));
    const MONTH = 2;
    const all = plane.incidentsAt([
      ...spread(2_000, 500),
      ...Array.from({ length: 300 }, (): PlaneIncident => [900, 900, 31 * DAY_MS]),
    ]);
    const withMonths = {
      ...all,
      precisions: all.precisions.map((precision, i) => (i < dated.ids.length ? precision : MONTH)),
    };
    expect(finder.find(withMonths, method, WINDOW)).toEqual(finder.find(dated, method, WINDOW));
  });

  it('want ten steps and enough events', () => {
    const incidents = plane.incidentsAt(spread(30, 0));
    const few = finder.find(incidents, { ...method, stepDays: 13 }, WINDOW);
    expect([few.zones, few.cells, few.warning]).toEqual([[], null, { code: 'too-few-steps', needed: 10, found: 9 }]);
    const scarce = finder.find(plane.incidentsAt(spread(8, 0)), method, WINDOW);
    expect(scarce.zones).toEqual([]);
    expect(scarce.warning).toMatchObject({ code: 'too-few-events', found: 8 });
    expect(scarce.cells!.tooFew.every((flag) => flag === 1)).toBe(true);
    expect(finder.find(plane.incidentsAt([]), method, WINDOW).warning).toEqual({
      code: 'too-few-events',
      needed: 10,
      found: 0,
    });
  });

  it('refuse cubes that would take minutes', () => {
    const find = (stepDays: number) =>
      finder.find(plane.incidentsAt(spread(50, 0)), { ...method, stepDays }, { fromMs: -1_000 * DAY_MS, toMs: 0 });
    const { parameter, value } = offerOf(() => find(1));
    expect(parameter).toBe('stepDays');
    expect(() => find(value)).not.toThrow();
  });
});
