import { area as turfArea } from '@turf/area';
import { circle } from '@turf/circle';
import { difference } from '@turf/difference';
import { featureCollection, polygon } from '@turf/helpers';
import { union } from '@turf/union';
import fc from 'fast-check';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { computeCoverage, prepareArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import boundary from '../../../../data/jurisdictions/xinyi/boundary.json' with { type: 'json' };
import { AREAS, at, projection, ring } from '../../../support/plane-areas.ts';

type Shape = Feature<Polygon | MultiPolygon>;

const CORNERS = 64;
/** Makes the polygon as large as the circle it stands for. */
const GROWTH = Math.sqrt((2 * Math.PI) / CORNERS / Math.sin((2 * Math.PI) / CORNERS));
/** How far such a polygon is from its circle at most, as a share of the radius, both ways. */
const POLYGON_ERROR = 1 - Math.cos(Math.PI / CORNERS);
/** turf.area is that of a sphere: larger by a fiftieth of a per cent here. */
const SPHERE_ERROR = 4e-4;

interface Disk {
  x: number;
  y: number;
  r: number;
}

function toPolygon({ x, y, r }: Disk): Feature<Polygon> {
  const corners = Array.from({ length: CORNERS }, (_, k): [number, number] => [
    x + GROWTH * r * Math.cos((2 * Math.PI * k) / CORNERS),
    y + GROWTH * r * Math.sin((2 * Math.PI * k) / CORNERS),
  ]);
  return polygon([ring(...corners)]);
}

/** Unobserved ground by Turf; NaN where it throws, as its clipping does on some shapes. */
function computeByTurf(area: Shape, disks: readonly Feature<Polygon>[]): { gap: number; area: number } {
  const whole = turfArea(area);
  try {
    const [first] = disks;
    if (first === undefined) return { gap: whole, area: whole };
    const observed: Shape | null = disks.length === 1 ? first : union(featureCollection([...disks]));
    const gap = difference(featureCollection([area, observed!]));
    return { gap: gap === null ? 0 : turfArea(gap), area: whole };
  } catch {
    return { gap: Number.NaN, area: whole };
  }
}

const toShape = (geometry: AreaGeometry): Shape => ({ type: 'Feature', properties: {}, geometry });

// Round places and radii: disks that touch, coincide, nest, are concentric, lie on corners and edges, and outside.
const disk = fc.record({
  x: fc.integer({ min: -2, max: 18 }).map((k) => k * 250),
  y: fc.integer({ min: -2, max: 14 }).map((k) => k * 250),
  r: fc.constantFrom(125, 250, 250, 500, 1_000, 733.3),
});

/** Turf is slow, and the machine may be busy, milliseconds. */
const TIMEOUT_MS = 120_000;

describe('computeCoverage beside Turf', () => {
  it(
    'agrees on hundreds of layouts',
    () => {
      let compared = 0;
      let layouts = 0;
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(AREAS)), fc.array(disk, { maxLength: 8 }), (name, disks) => {
          const preparation = prepareArea({ id: name, geometry: AREAS[name]! }, projection);
          if (!preparation.ok) throw new Error(preparation.reason);
          const places = disks.map(({ x, y }) => at(x, y));
          const [ours] = computeCoverage({
            areas: [preparation.area],
            disks: {
              lngs: Float64Array.from(places, ([lng]) => lng),
              lats: Float64Array.from(places, ([, lat]) => lat),
              radiusMeters: Float64Array.from(disks, ({ r }) => r),
            },
          });
          for (const value of [ours!.share, ours!.observedAreaSquareMeters, ours!.gaps[0]?.areaSquareMeters ?? 0])
            expect(value).toBeGreaterThanOrEqual(0);
          layouts++;
          const turf = computeByTurf(toShape(AREAS[name]!), disks.map(toPolygon));
          if (Number.isNaN(turf.gap)) return;
          compared++;
          const rims = disks.reduce((sum, { r }) => sum + 2 * Math.PI * r * (POLYGON_ERROR * r), 0);
          expect(Math.abs(ours!.areaSquareMeters - ours!.observedAreaSquareMeters - turf.gap)).toBeLessThan(
            rims + SPHERE_ERROR * turf.area + 50,
          );
        }),
        { numRuns: 200 },
      );
      expect(compared / layouts).toBeGreaterThan(0.9);
    },
    TIMEOUT_MS,
  );

  it(
    'agrees with turf.circle in the real boundary, which is too small by its polygons and its sphere',
    () => {
      const geometry = boundary.features[0]!.geometry as AreaGeometry;
      const preparation = prepareArea({ id: 'city', geometry }, projection);
      if (!preparation.ok) throw new Error(preparation.reason);
      const disks = Array.from({ length: 40 }, (_, k) => ({
        lng: 118.1 + ((k * 37) % 50) / 100,
        lat: 34.1 + ((k * 61) % 40) / 100,
        r: 400 + ((k * 97) % 900),
      }));
      const [ours] = computeCoverage({
        areas: [preparation.area],
        disks: {
          lngs: Float64Array.from(disks, ({ lng }) => lng),
          lats: Float64Array.from(disks, ({ lat }) => lat),
          radiusMeters: Float64Array.from(disks, ({ r }) => r),
        },
      });
      const turf = computeByTurf(
        toShape(geometry),
        disks.map(({ lng, lat, r }) => circle([lng, lat], r, { units: 'meters', steps: 256 })),
      );
      expect(turf.area / ours!.areaSquareMeters).toBeCloseTo(1.000_228, 5);
      expect((turf.area - turf.gap) / ours!.observedAreaSquareMeters).toBeCloseTo(1, 2);
      expect(ours!.share).toBeGreaterThan(0.02);
    },
    TIMEOUT_MS,
  );
});
