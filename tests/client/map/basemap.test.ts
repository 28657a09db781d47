import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import type { Basemap } from '@liaowang/shared/schemas/registry';
import { createBasemapStyle, createOutsideMask } from '../../../client/src/map/basemap.ts';

const ring: [number, number][] = [
  [118, 34],
  [119, 34],
  [119, 35],
  [118, 34],
];
const basemap: Basemap = {
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

describe('createBasemapStyle', () => {
  for (const theme of ['dark', 'light'] as const) {
    for (const language of ['zh-CN', 'en'] as const) {
      const style = createBasemapStyle({
        jurisdiction: { boundary: { type: 'Polygon', coordinates: [ring] } },
        basemap,
        theme,
        language,
      });

      it(`is a valid style that asks nobody for anything (${theme}, ${language})`, () => {
        expect(validateStyleMin(style)).toEqual([]);
        expect(JSON.stringify(style)).not.toMatch(/https?:|glyphs|sprite/);
      });
    }
  }

  it('names each neighbour once, whatever its shape', () => {
    const style = createBasemapStyle({
      jurisdiction: { boundary: { type: 'Polygon', coordinates: [ring] } },
      basemap,
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
