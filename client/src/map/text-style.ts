import type { TextLayerProps } from '@deck.gl/layers';
import type { MapPalette } from './palette.ts';

/** The reader's own fonts: Chinese first; no font is downloaded. */
const MAP_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
/** The same in styles of the basemap: with no `glyphs` in the style MapLibre draws all text locally. */
export const LOCAL_FONT = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'];

/** What all text on the map has in common: a halo of the ground's colour, so that it reads on anything. */
export function textStyle(palette: MapPalette, weight: 400 | 600 = 400): Partial<TextLayerProps> {
  return {
    fontFamily: MAP_FONT,
    fontWeight: weight,
    characterSet: 'auto',
    // About twice as large as drawn: larger fields alias when they shrink. The radius leaves room for the halo.
    fontSettings: { sdf: true, fontSize: 28, buffer: 8, radius: 9, cutoff: 0.22, smoothing: 0.16 },
    outlineWidth: 4,
    outlineColor: [...palette.halo, 235],
    sizeUnits: 'pixels',
  };
}
