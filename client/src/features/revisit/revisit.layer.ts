import type { Layer } from '@deck.gl/core';
import { BitmapLayer } from '@deck.gl/layers';
import { REVISIT_BYTES, type RevisitSurface } from '@liaowang/shared/schemas/revisit';
import { findByteShare } from './revisit-scale.ts';
import type { Theme } from '../../map/palette.ts';
import { revisitColor, toNeglect } from './revisit-colors.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const REVISIT_BANDS: LayerBands = {
  'revisit-surface': 'surfaces',
};

/** RGBA pixels of a surface, row 0 the northernmost; null when its values do not match its size. */
export function paintRevisit(
  { columns, rows, values, measure }: Pick<RevisitSurface, 'columns' | 'rows' | 'values' | 'measure'>,
  theme: Theme,
): Uint8ClampedArray<ArrayBuffer> | null {
  const bytes = atob(values);
  if (bytes.length !== columns * rows) return null;
  const lookup = new Uint8ClampedArray(256 * 4);
  for (let byte = 0; byte < 256; byte++) {
    if (byte === REVISIT_BYTES.outside) continue;
    const share = findByteShare(byte);
    lookup.set(revisitColor(share === null ? null : toNeglect(share, measure), theme), byte * 4);
  }
  const pixels = new Uint32Array(columns * rows);
  const colors = new Uint32Array(lookup.buffer);
  for (let cell = 0; cell < pixels.length; cell++) pixels[cell] = colors[bytes.charCodeAt(cell)]!;
  return new Uint8ClampedArray(pixels.buffer);
}

/** The surface as an image under everything else. */
export function createRevisitSurfaceLayer(image: ImageData | null, corners: RevisitSurface['corners']): Layer {
  const [northWest, northEast, southEast, southWest] = corners as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  return new BitmapLayer({
    id: 'revisit-surface',
    image,
    visible: image !== null,
    // deck wants south-west, north-west, north-east, south-east.
    bounds: [southWest, northWest, northEast, southEast],
    textureParameters: {
      minFilter: 'linear',
      magFilter: 'linear',
      addressModeU: 'clamp-to-edge',
      addressModeV: 'clamp-to-edge',
    },
  });
}
