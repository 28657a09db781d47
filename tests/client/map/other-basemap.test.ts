import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { BASEMAP_PICTURES, TILE_SCHEMAS } from '@liaowang/shared/schemas/basemap';
import { createOtherBasemapStyle, isGroundSource, type BasemapGround } from '../../../client/src/map/other-basemap.ts';
import { createPictureGround } from '../../../client/src/map/picture-ground.ts';
import { VECTOR_SOURCE, createVectorLayers } from '../../../client/src/map/vector-ground.ts';

const boundary = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [118, 34],
      [119, 34],
      [119, 35],
      [118, 34],
    ] as [number, number][],
  ],
};
const THEMES = ['dark', 'light'] as const;
const LANGUAGES = ['zh-CN', 'en'] as const;

const vectorGround = (
  tileSchema: (typeof TILE_SCHEMAS)[number],
  theme: 'dark' | 'light',
  language: 'zh-CN' | 'en',
): BasemapGround => ({
  sources: { [VECTOR_SOURCE]: { type: 'vector', tiles: ['http://here/{z}/{x}/{y}'] } },
  layers: createVectorLayers({ tileSchema, vectorLayers: ['streets', 'parks'] }, theme, language),
});

describe('a basemap of tiles with shapes', () => {
  for (const tileSchema of TILE_SCHEMAS)
    for (const theme of THEMES)
      for (const language of LANGUAGES) {
        const style = createOtherBasemapStyle(vectorGround(tileSchema, theme, language), boundary, theme);
        it(`is a valid style that asks for neither letters nor icons: ${tileSchema}, ${theme}, ${language}`, () => {
          expect(validateStyleMin(style)).toEqual([]);
          expect(JSON.stringify(style)).not.toMatch(/glyphs|"sprite"|icon-image|Noto Sans (?!CJK)/);
        });
        it(`has names in the reader's language first: ${tileSchema}, ${theme}, ${language}`, () => {
          const fields = style.layers.flatMap((layer) =>
            layer.type === 'symbol' ? [JSON.stringify(layer.layout?.['text-field'])] : [],
          );
          expect(fields.length).toBeGreaterThan(0);
          const first = language === 'en' ? 'name:en' : 'name:zh-Hans';
          for (const field of fields) expect(field).toMatch(new RegExp(`^\\["coalesce",\\["get","${first}"\\]`));
        });
      }

  it('lies under what is outside and the border, whatever it brings', () => {
    const ids = createOtherBasemapStyle(vectorGround('protomaps', 'dark', 'en'), boundary, 'dark').layers.map(
      ({ id }) => id,
    );
    expect(ids.slice(-3)).toEqual(['outside-dim', 'jurisdiction-glow', 'jurisdiction-border']);
  });
});

describe('a basemap of pictures', () => {
  const drawing = {
    tiles: ['/a/{z}/{x}/{y}', '/b/{z}/{x}/{y}'],
    tileSize: 256 as const,
    minZoom: 3,
    maxZoom: 18,
    bounds: null,
  };
  it('draws its layers in their order, within its zooms, from the addresses it is told', () => {
    const ground = createPictureGround(drawing, 'drawn', 'light', (path) => `http://here${path}`);
    expect(ground.layers.map((layer) => 'source' in layer && layer.source)).toEqual(['pictures-0', 'pictures-1']);
    expect(ground.sources['pictures-1']).toMatchObject({
      tiles: ['http://here/b/{z}/{x}/{y}'],
      minzoom: 3,
      maxzoom: 18,
    });
  });

  for (const picture of BASEMAP_PICTURES)
    for (const theme of THEMES)
      it(`stands back behind marks: ${picture}, ${theme}`, () => {
        const ground = createPictureGround(drawing, picture, theme, (path) => `http://here${path}`);
        const style = createOtherBasemapStyle(ground, boundary, theme);
        expect(validateStyleMin(style)).toEqual([]);
        const paint = ground.layers[0]!.paint as Record<string, number>;
        // What white becomes, 0–1: never a lamp in a dark room, and paper in a light one.
        const [darkest, lightest] = { dark: [0, 0.55], light: [0.8, 1] }[theme] as [number, number];
        expect(paint['raster-brightness-max'] ?? 1).toBeGreaterThanOrEqual(darkest);
        expect(paint['raster-brightness-max'] ?? 1).toBeLessThanOrEqual(lightest);
        expect(paint['raster-saturation']).toBeLessThan(0);
      });
});

describe('isGroundSource', () => {
  it('knows the sources of others from our own', () => {
    expect(['pictures-0', VECTOR_SOURCE, 'style-openmaptiles'].every(isGroundSource)).toBe(true);
    expect(['jurisdiction', 'outside', 'schematic', 'city-roads', undefined].some(isGroundSource)).toBe(false);
  });
});
