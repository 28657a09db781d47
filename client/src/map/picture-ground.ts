import type { BasemapDrawing, BasemapPicture } from '@liaowang/shared/schemas/basemap';
import type { RasterLayerSpecification } from 'maplibre-gl';
import type { BasemapGround } from './other-basemap.ts';
import type { Theme } from './palette.ts';

/**
 * How pictures stand back behind marks. A drawn map is bright: for the dark theme it is turned round, light to dark, with
 * its hues turned back, so that water stays blue. What was taken from above is dimmed only: turned round, nobody knows it.
 */
const PICTURE_PAINT: Record<BasemapPicture, Record<Theme, RasterLayerSpecification['paint']>> = {
  drawn: {
    dark: {
      'raster-brightness-min': 0.72,
      'raster-brightness-max': 0.05,
      'raster-hue-rotate': 180,
      'raster-saturation': -0.45,
    },
    light: { 'raster-brightness-min': 0.18, 'raster-saturation': -0.45, 'raster-contrast': -0.1 },
  },
  imagery: {
    dark: { 'raster-brightness-max': 0.55, 'raster-saturation': -0.35 },
    light: { 'raster-brightness-min': 0.15, 'raster-brightness-max': 0.9, 'raster-saturation': -0.25 },
  },
};

export const pictureSourceId = (index: number): string => `pictures-${index}`;

/** The ground of a basemap that comes as pictures, each layer of them over the one before. `tileUrl` makes addresses of its paths. */
export function createPictureGround(
  drawing: Pick<Extract<BasemapDrawing, { type: 'pictures' }>, 'tiles' | 'tileSize' | 'minZoom' | 'maxZoom' | 'bounds'>,
  picture: BasemapPicture,
  theme: Theme,
  tileUrl: (path: string) => string,
): BasemapGround {
  const { tiles, tileSize, minZoom, maxZoom, bounds } = drawing;
  return {
    sources: Object.fromEntries(
      tiles.map((path, index) => [
        pictureSourceId(index),
        {
          type: 'raster',
          tiles: [tileUrl(path)],
          tileSize,
          minzoom: minZoom,
          maxzoom: maxZoom,
          ...(bounds && { bounds }),
        },
      ]),
    ),
    layers: tiles.map((_, index) => ({
      id: pictureSourceId(index),
      type: 'raster',
      source: pictureSourceId(index),
      // Names over a picture from above are drawn too, but they go with what lies under them.
      paint: { ...PICTURE_PAINT[picture][theme], 'raster-fade-duration': 0 },
    })),
  };
}
