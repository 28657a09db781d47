import gcoord from 'gcoord';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTileParts } from '../../../client/src/map/gcj02-tiles.ts';

const TILE = 256;

/** Web Mercator pixels, by the textbook; not the code's own. */
function pixelOf([lng, lat]: readonly [number, number], zoom: number): [number, number] {
  const size = TILE * 2 ** zoom;
  const radians = (lat * Math.PI) / 180;
  return [((lng + 180) / 360) * size, ((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * size];
}

const metersPerPixel = (lat: number, zoom: number): number =>
  (Math.cos((lat * Math.PI) / 180) * 40_075_016.686) / (TILE * 2 ** zoom);

// The county and some way around it, and as far as the mainland goes.
const nearby = fc.tuple(
  fc.double({ min: 117.9, max: 118.8, noNaN: true }),
  fc.double({ min: 34, max: 34.7, noNaN: true }),
);
const mainland = fc.tuple(fc.double({ min: 100, max: 120, noNaN: true }), fc.double({ min: 24, max: 42, noNaN: true }));

/** How far from its place a pixel of the ground is drawn, pixels. */
function errorPixels(place: [number, number], zoom: number): number {
  const [x, y] = pixelOf(place, zoom);
  const tile = [Math.floor(x / TILE), Math.floor(y / TILE)] as const;
  // Where the source shows that ground, and where that pixel of the source is drawn.
  const there = pixelOf(gcoord.transform([...place], gcoord.WGS84, gcoord.GCJ02), zoom);
  const [part] = findTileParts(zoom, tile[0], tile[1], TILE);
  const drawn = [there[0] - part!.x * TILE + part!.left, there[1] - part!.y * TILE + part!.top] as const;
  return Math.hypot(drawn[0] - (x - tile[0] * TILE), drawn[1] - (y - tile[1] * TILE));
}

describe('a tile of a GCJ-02 basemap', () => {
  it('shows the ground where it is: within a pixel and a half at every zoom', () => {
    fc.assert(
      fc.property(fc.oneof(nearby, mainland), fc.integer({ min: 8, max: 18 }), (place, zoom) => {
        expect(errorPixels(place, zoom)).toBeLessThan(1.5);
      }),
    );
  });

  it('shows it within 0.7 m at the last zoom of AMap', () => {
    fc.assert(
      fc.property(nearby, (place) => {
        expect(errorPixels(place, 18) * metersPerPixel(place[1], 18)).toBeLessThan(0.7);
      }),
    );
  });

  it('would lie half a kilometre off if it were not moved', () => {
    const place: [number, number] = [118.3552, 34.3686];
    const there = pixelOf(gcoord.transform([...place], gcoord.WGS84, gcoord.GCJ02), 16);
    const here = pixelOf(place, 16);
    const off = Math.hypot(there[0] - here[0], there[1] - here[1]) * metersPerPixel(place[1], 16);
    expect(off).toBeGreaterThan(450);
    expect(off).toBeLessThan(620);
  });

  it('is covered whole by its parts, and by none twice', () => {
    fc.assert(
      fc.property(nearby, fc.integer({ min: 3, max: 18 }), (place, zoom) => {
        const [x, y] = pixelOf(place, zoom).map((pixel) => Math.floor(pixel / TILE)) as [number, number];
        const parts = findTileParts(zoom, x, y, TILE);
        const covered = parts.reduce((sum, { left, top }) => {
          const width = Math.min(TILE, left + TILE) - Math.max(0, left);
          const height = Math.min(TILE, top + TILE) - Math.max(0, top);
          return sum + width * height;
        }, 0);
        expect(covered).toBe(TILE * TILE);
        expect(new Set(parts.map((part) => `${part.x},${part.y}`)).size).toBe(parts.length);
        expect(parts.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('is the tile itself where the two do not differ', () => {
    // Houston: GCJ-02 is of the mainland alone.
    const [x, y] = pixelOf([-95.37, 29.76], 14).map((pixel) => Math.floor(pixel / TILE)) as [number, number];
    expect(findTileParts(14, x, y, TILE)).toEqual([{ x, y, left: 0, top: 0 }]);
  });
});
