import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareZones } from '@liaowang/shared/analysis/hotspots/change/zone-change';
import { rasterZones } from '@liaowang/shared/analysis/hotspots/change/zone-raster';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';

const projection = createLocalProjection(118.35, 34.37);
type Box = [west: number, south: number, east: number, north: number];
const ring = ([west, south, east, north]: Box): LngLat[] =>
  (
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const
  ).map(([x, y]) => projection.inverse(x, y));
const polygon = (box: Box, ...holes: Box[]): PolygonGeometry => ({
  type: 'Polygon',
  coordinates: [ring(box), ...holes.map((hole) => ring(hole).reverse())],
});
const zone = (box: Box) => ({ geometry: polygon(box), areaSquareMeters: (box[2] - box[0]) * (box[3] - box[1]) });
/** `count` incidents spread over a box. */
const spread = (box: Box, count: number) =>
  Array.from(
    { length: count },
    (_, i) => [box[0] + ((i + 0.5) / count) * (box[2] - box[0]), (box[1] + box[3]) / 2] as const,
  );
const window = (boxes: readonly Box[], incidents: ReadonlyArray<readonly [number, number]>) => ({
  zones: boxes.map(zone),
  xs: Float64Array.from(incidents, ([x]) => x),
  ys: Float64Array.from(incidents, ([, y]) => y),
  localDays: Int32Array.from(incidents, (_, i) => Math.floor(((i + 0.5) / incidents.length) * 28)),
  calendar: { firstDay: 0, exposures: new Float64Array(28).fill(1), days: 28 },
});

const A: Box = [0, 0, 400, 400];
const EAST_OF_A: Box = [300, 0, 700, 400];
const FAR: Box = [5_000, 5_000, 5_400, 5_400];

describe('a raster of zones', () => {
  it('has the area of the polygon, holes left out', () => {
    const raster = rasterZones([polygon([0, 0, 800, 800], [200, 200, 400, 600])], [560_000], projection);
    expect(raster.zones[0]!.size * raster.cellMeters ** 2).toBeCloseTo(560_000, -4);
    expect(raster.zones[0]!.has(raster.keyOf(300, 300))).toBe(false);
    expect(raster.zones[0]!.has(raster.keyOf(100, 300))).toBe(true);
  });

  it('is nearly exact for any box', () => {
    const side = fc.integer({ min: 40, max: 3_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.integer({ min: -20_000, max: 20_000 }),
        side,
        side,
        (x, y, width, height) => {
          const { zones, cellMeters } = rasterZones(
            [polygon([x, y, x + width, y + height])],
            [width * height],
            projection,
          );
          // At most a row and a column of cells too many or too few.
          expect(Math.abs(zones[0]!.size * cellMeters ** 2 - width * height)).toBeLessThanOrEqual(
            (width + height + 2 * cellMeters) * cellMeters,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('zones compared', () => {
  it('appear and fade where counts say so too, and else stay', () => {
    const [appeared, few] = compareZones(window([A], spread(A, 40)), window([FAR], spread(FAR, 3)), projection);
    expect(appeared).toMatchObject({
      kind: 'appeared',
      now: [0],
      before: [],
      isChance: false,
      movedMeters: null,
      counts: { now: { count: 40 }, before: { count: 0 } },
    });
    expect(few).toMatchObject({
      kind: 'stayed',
      now: [],
      before: [0],
      isChance: true,
      counts: { now: { count: 0 }, before: { count: 3 } },
    });
    expect(compareZones(window([], []), window([A], spread(A, 40)), projection)).toMatchObject([
      { kind: 'faded', isChance: false },
    ]);
    // Drawn before only, but more happened there: not faded.
    expect(compareZones(window([], spread(A, 20)), window([A], spread(A, 9)), projection)).toMatchObject([
      { kind: 'stayed' },
    ]);
    expect(compareZones(window([], spread(A, 60)), window([A], spread(A, 9)), projection)).toMatchObject([
      { kind: 'grew', isChance: false },
    ]);
  });

  it('grow and shrink by their incidents, not by their outline', () => {
    const wide: Box = [0, 0, 500, 400];
    expect(compareZones(window([wide], spread(A, 60)), window([A], spread(A, 20)), projection)).toMatchObject([
      { kind: 'grew', isChance: false },
    ]);
    expect(compareZones(window([wide], spread(A, 20)), window([A], spread(A, 60)), projection)).toMatchObject([
      { kind: 'shrank', isChance: false },
    ]);
    expect(compareZones(window([wide], spread(A, 22)), window([A], spread(A, 20)), projection)).toMatchObject([
      { kind: 'stayed', isChance: true },
    ]);
  });

  it('move when their ground goes and their incidents stay', () => {
    const [change] = compareZones(window([EAST_OF_A], spread(EAST_OF_A, 30)), window([A], spread(A, 30)), projection);
    expect(change).toMatchObject({ kind: 'moved', now: [0], before: [0] });
    expect(change!.movedMeters).toBeCloseTo(300, -1);
    expect(change!.sharedGround).toBeCloseTo(100 / 700, 1);
  });

  it('have not moved where only their outline did, and as many incidents are on the ground that was left', () => {
    const everywhere = spread([0, 0, 700, 400], 70);
    expect(compareZones(window([EAST_OF_A], everywhere), window([A], everywhere), projection)).toMatchObject([
      { kind: 'stayed', isChance: true },
    ]);
  });

  it('go together when one becomes two', () => {
    const halves: Box[] = [
      [0, 0, 180, 400],
      [220, 0, 400, 400],
    ];
    expect(compareZones(window(halves, spread(A, 30)), window([A], spread(A, 30)), projection)).toMatchObject([
      { kind: 'stayed', now: [0, 1], before: [0] },
    ]);
  });

  it('name every zone of both windows once', () => {
    const box = fc
      .tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 50, max: 800 }))
      .map(([x, y, side]): Box => [x, y, x + side, y + side]);
    fc.assert(
      fc.property(fc.array(box, { maxLength: 6 }), fc.array(box, { maxLength: 6 }), (now, before) => {
        const changes = compareZones(window(now, []), window(before, []), projection);
        expect(changes.flatMap((change) => change.now).sort((a, b) => a - b)).toEqual(now.map((_, i) => i));
        expect(changes.flatMap((change) => change.before).sort((a, b) => a - b)).toEqual(before.map((_, i) => i));
      }),
      { numRuns: 50 },
    );
  });
});
