import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTile, fromMercatorShare, toMercatorShare } from '@liaowang/shared/analysis/geometry/web-mercator';

const place = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -85.05, max: 85.05, noNaN: true }),
);

describe('Web Mercator', () => {
  it('puts places where the formula of EPSG:3857 does, with a world of one', () => {
    fc.assert(
      fc.property(place, ([lng, lat]) => {
        const radians = (lat * Math.PI) / 180;
        const [x, y] = toMercatorShare([lng, lat]);
        expect(x).toBeCloseTo(lng / 360 + 0.5, 12);
        expect(y).toBeCloseTo(0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI), 11);
      }),
    );
  });

  it('gives places back', () => {
    fc.assert(
      fc.property(place, ([lng, lat]) => {
        const [lngBack, latBack] = fromMercatorShare(toMercatorShare([lng, lat]));
        expect(lngBack).toBeCloseTo(lng, 9);
        expect(latBack).toBeCloseTo(lat, 9);
      }),
    );
  });

  it('finds the tile that holds a place at every zoom', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 20 }), (at, zoom) => {
        const { x, y, z } = findTile(at, zoom);
        const [west, north] = fromMercatorShare([x / 2 ** zoom, y / 2 ** zoom]);
        const [east, south] = fromMercatorShare([(x + 1) / 2 ** zoom, (y + 1) / 2 ** zoom]);
        expect(z).toBe(zoom);
        expect(at[0]).toBeGreaterThanOrEqual(west - 1e-9);
        expect(at[0]).toBeLessThanOrEqual(east + 1e-9);
        expect(at[1]).toBeLessThanOrEqual(north + 1e-9);
        expect(at[1]).toBeGreaterThanOrEqual(south - 1e-9);
      }),
    );
  });

  it('counts tiles as OpenStreetMap does, and puts what lies beyond the square at its edge', () => {
    // https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames: a street of Xinyi.
    expect(findTile([118.355, 34.37], 12)).toEqual({ z: 12, x: 3394, y: 1631 });
    expect(findTile([180, -90], 3)).toEqual({ z: 3, x: 7, y: 7 });
    expect(findTile([-180, 90], 3)).toEqual({ z: 3, x: 0, y: 0 });
  });
});
