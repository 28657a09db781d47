import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { REFERENCE_COLORS, type ReferenceLayer } from '@liaowang/shared/schemas/reference-layer';
import { REFERENCE_PALETTES } from '../../../../client/src/features/reference-layers/reference-colors.ts';
import { createReferenceOverlay } from '../../../../client/src/features/reference-layers/reference-overlay.ts';
import { PALETTES } from '../../../../client/src/map/palette.ts';
import { withOverlay } from '../../../../client/src/map/style-overlay.ts';

const layer: ReferenceLayer = {
  layerId: 4,
  name: { zh: '社区', en: '' },
  color: 'olive',
  fromZoom: 11,
  hasLabels: true,
  fileName: 'x.geojson',
  counts: { points: 1, lines: 1, areas: 1 },
  updatedAt: '2026-11-23T08:00:00.000Z',
};
const base = { version: 8 as const, sources: {}, layers: [{ id: 'ground', type: 'background' as const }] };

/** WCAG 2: relative luminance of `#RRGGBB`. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrastOf(a: string, b: string): number {
  const [light, dark] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe("the city's own layers on the map", () => {
  it.each(['dark', 'light'] as const)(
    'are a valid part of a style, over the basemap, fetched from this server: %s',
    (theme) => {
      const style = withOverlay(base, createReferenceOverlay([layer], theme, 'http://here'));
      expect(validateStyleMin(style)).toEqual([]);
      expect(style.layers[0]!.id).toBe('ground');
      expect(style.sources['reference-4']).toMatchObject({ data: 'http://here/api/v1/reference-layers/4/features' });
      expect(style.layers.every((part) => part.id === 'ground' || part.minzoom! >= 11)).toBe(true);
    },
  );

  it('draw only what they have, and no labels where there are none', () => {
    const bare = { ...layer, hasLabels: false, counts: { points: 3, lines: 0, areas: 0 } };
    expect(createReferenceOverlay([bare], 'dark', '').layers.map(({ type }) => type)).toEqual(['circle']);
  });

  it('leave a style as it is where none is on', () => {
    expect(withOverlay(base, createReferenceOverlay([], 'dark', ''))).toBe(base);
  });

  for (const theme of ['dark', 'light'] as const)
    it.each(REFERENCE_COLORS)(`read on the ground, also as text: ${theme}, %s`, (color) => {
      expect(contrastOf(REFERENCE_PALETTES[theme][color], PALETTES[theme].ground)).toBeGreaterThanOrEqual(4.5);
    });
});
