import {
  createExpression,
  featureFilter,
  validateStyleMin,
  type FilterSpecification,
  type LineLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { assert, describe, expect, it } from 'vitest';
import type { Schematic } from '@liaowang/shared/schemas/registry';
import { ROAD_CLASSES, type Road } from '@liaowang/shared/schemas/road';
import { createBasemapStyle } from '../../../client/src/map/basemap.ts';
import { createOutsideMask } from '../../../client/src/map/jurisdiction-outline.ts';

const ring: [number, number][] = [
  [118, 34],
  [119, 34],
  [119, 35],
  [118, 34],
];
const schematic: Schematic = {
  schematic: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { kind: 'motorway', name: '京沪高速', nameEn: 'Jinghu Expressway' },
        geometry: {
          type: 'LineString',
          coordinates: [
            [118, 34],
            [118.5, 34.5],
          ],
        },
      },
    ],
  },
  neighbours: {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { name: '沭阳县' }, geometry: { type: 'MultiPolygon', coordinates: [[ring]] } },
    ],
  },
};

const roads: Road[] = [
  {
    id: 1,
    name: { zh: '钟吾路', en: 'Zhongwu Road' },
    roadClass: 'main',
    lines: [
      [
        [118.3, 34.3],
        [118.4, 34.3],
      ],
    ],
  },
];

describe('createBasemapStyle', () => {
  for (const theme of ['dark', 'light'] as const) {
    for (const language of ['zh-CN', 'en'] as const) {
      const style = createBasemapStyle({
        jurisdiction: { boundary: { type: 'Polygon', coordinates: [ring] } },
        schematic,
        roads,
        theme,
        language,
      });

      it(`is a valid style that asks nobody for anything (${theme}, ${language})`, () => {
        expect(validateStyleMin(style)).toEqual([]);
        expect(JSON.stringify(style)).not.toMatch(/https?:|glyphs|sprite/);
      });
    }
  }

  describe("the city's roads", () => {
    const style = createBasemapStyle({
      jurisdiction: { boundary: { type: 'Polygon', coordinates: [ring] } },
      schematic,
      roads,
      theme: 'dark',
      language: 'zh-CN',
    });
    const layerOf = (id: string) => style.layers.find((layer) => layer.id === id) as LineLayerSpecification;
    const feature = (roadClass: string) => ({ type: 2 as const, properties: { roadClass } });
    const classesAt = (id: string, zoom: number): string[] => {
      const { minzoom = 0, filter } = layerOf(id);
      const { filter: shows } = featureFilter(filter as FilterSpecification, `${id}.filter`);
      return ROAD_CLASSES.filter((roadClass) => zoom >= minzoom && shows({ zoom }, feature(roadClass)));
    };

    it.each([
      [9, [], []],
      [10, ['motorway', 'trunk'], []],
      [11, ['motorway', 'trunk', 'main'], ['motorway']],
      [13, ['motorway', 'trunk', 'main', 'street'], ['motorway', 'trunk']],
      [14, ['motorway', 'trunk', 'main', 'street'], ['motorway', 'trunk', 'main']],
      [15, ['motorway', 'trunk', 'main', 'street'], ['motorway', 'trunk', 'main', 'street']],
    ])('show more classes the closer one looks: zoom %i', (zoom, drawn, named) => {
      expect(classesAt('city-roads', zoom).toSorted()).toEqual(drawn.toSorted());
      expect(classesAt('city-road-names', zoom).toSorted()).toEqual(named.toSorted());
    });

    it('lie above one another by their class, and the greater are named first', () => {
      const keyOf = (id: string, key: string, roadClass: string): number => {
        const layout = layerOf(id).layout as Record<string, unknown>;
        const compiled = createExpression(layout[key], `${id}.layout.${key}`);
        assert(compiled.result === 'success');
        return compiled.value.evaluate({ zoom: 15 }, feature(roadClass)) as number;
      };
      const ascending = ['street', 'main', 'trunk', 'motorway'];
      const byKey = (id: string, key: string) => ascending.toSorted((a, b) => keyOf(id, key, a) - keyOf(id, key, b));
      expect(byKey('city-roads', 'line-sort-key')).toEqual(ascending);
      expect(byKey('city-road-names', 'symbol-sort-key')).toEqual(ascending.toReversed());
    });
  });

  it('names each neighbour once, whatever its shape', () => {
    const style = createBasemapStyle({
      jurisdiction: { boundary: { type: 'Polygon', coordinates: [ring] } },
      schematic,
      roads,
      theme: 'dark',
      language: 'zh-CN',
    });
    const points = style.sources['neighbour-points'];
    expect(points).toMatchObject({
      data: { features: [{ geometry: { type: 'Point' }, properties: { name: '沭阳县' } }] },
    });
  });

  it('dims the world but for every part of the jurisdiction', () => {
    expect(
      createOutsideMask({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }).geometry.coordinates.slice(1),
    ).toEqual([ring, ring]);
  });
});
