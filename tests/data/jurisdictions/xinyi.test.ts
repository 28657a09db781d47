import { describe, expect, it } from 'vitest';
import {
  XINYI,
  XINYI_BOUNDARY,
  XINYI_COMMUNITIES,
  XINYI_NEIGHBOURS,
  XINYI_SCHEMATIC,
  XINYI_TOWNS,
} from '../../../data/jurisdictions/xinyi/xinyi.ts';
import { gcj02ToWgs84 } from '../../../data/jurisdictions/xinyi/gcj02.ts';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import { isInCity, toPlane } from '../../../data/demo/ground.ts';

describe('the data of Xinyi', () => {
  it('has a boundary of 1,572 km² inside its bounds', () => {
    const plane = createLocalProjection(...XINYI.center);
    const [outer = 0, ...holes] = XINYI_BOUNDARY.coordinates.map((ring) => {
      const points = ring.map(([lng, lat]) => plane.forward(lng!, lat!));
      return Math.abs(points.slice(1).reduce((sum, [x, y], i) => sum + points[i]![0] * y - x * points[i]![1], 0)) / 2;
    });
    const areaSquareKilometers = (outer - holes.reduce((sum, hole) => sum + hole, 0)) / 1e6;
    expect(areaSquareKilometers).toBeGreaterThan(1_571);
    expect(areaSquareKilometers).toBeLessThan(1_574);
    const [west, south, east, north] = XINYI.bounds;
    for (const [lng, lat] of XINYI_BOUNDARY.coordinates.flat()) {
      expect(lng! >= west && lng! <= east && lat! >= south && lat! <= north).toBe(true);
    }
  });

  it('has 21 towns inside it, each with both names, a source and a confidence', () => {
    expect(XINYI_TOWNS.features).toHaveLength(21);
    for (const { geometry, properties } of XINYI_TOWNS.features) {
      expect(isInCity(toPlane(geometry.coordinates))).toBe(true);
      expect(properties.nameEn).toMatch(/^[A-Z][A-Za-z' -]+$/);
      expect(properties.source).toMatch(/^(GeoNames \d+|nominal)/);
    }
    // What was placed by hand must not look surveyed.
    const nominal = XINYI_TOWNS.features.filter(({ properties }) => properties.source.startsWith('nominal'));
    expect(nominal.length).toBeGreaterThan(0);
    for (const { properties } of nominal) expect(['low', 'very-low']).toContain(properties.confidence);
  });

  it('has communities of known towns only', () => {
    const codes = new Set(XINYI_TOWNS.features.map(({ properties }) => properties.code));
    expect(XINYI_COMMUNITIES).toHaveLength(290);
    expect(XINYI_COMMUNITIES.every(({ townCode }) => codes.has(townCode))).toBe(true);
  });

  it('has neighbours in both languages and a schematic that says what it is', () => {
    expect(XINYI_NEIGHBOURS.features.filter(({ properties }) => properties.adjacent).length).toBeGreaterThanOrEqual(4);
    for (const { properties } of [...XINYI_NEIGHBOURS.features, ...XINYI_SCHEMATIC.features]) {
      expect(properties.name.length * properties.nameEn.length).toBeGreaterThan(0);
    }
    expect(new Set(XINYI_SCHEMATIC.features.map(({ properties }) => properties.kind))).toEqual(
      new Set(['motorway', 'trunk', 'railway', 'river', 'canal', 'lake']),
    );
    for (const { properties, geometry } of XINYI_SCHEMATIC.features) {
      expect(properties.schematic).toBe(true);
      expect(geometry.coordinates.flat().length).toBeLessThan(25);
    }
  });
});

describe('gcj02ToWgs84', () => {
  it('moves the county seat back by what GCJ-02 is off there: some 520 m east and 120 m south', () => {
    const [lng, lat] = gcj02ToWgs84(118.354537, 34.36958);
    expect(lng).toBeLessThan(118.354537);
    expect(lat).toBeGreaterThan(34.36958);
    expect(Math.abs(haversineDistanceMeters(lng, lat, 118.354537, lat) - 520)).toBeLessThan(10);
    expect(Math.abs(haversineDistanceMeters(lng, lat, lng, 34.36958) - 120)).toBeLessThan(10);
  });
});
