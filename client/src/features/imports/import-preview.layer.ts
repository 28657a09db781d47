import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { MapPalette, Rgb } from '../../map/palette.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const IMPORT_PREVIEW_BANDS: LayerBands = {
  'import-places': 'grounds',
  'import-places-outside': 'grounds',
};

type Place = readonly [number, number];

/** Places of a file's rows before they are imported, WGS-84: at most 2,000 of each kind. */
export interface ImportPlaces {
  readonly inside: readonly Place[];
  readonly outside: readonly Place[];
}

/** CSS pixels. Those outside are larger: a few of them must be found among many. */
const RADIUS_PIXELS = { inside: 2.6, outside: 3.4 } as const;
const ALPHA = { inside: 190, outside: 230 } as const;

/** Dots of what a dry run read: blue can be imported, orange lies outside the jurisdiction. */
export function createImportLayers({ inside, outside }: ImportPlaces, palette: MapPalette): Layer[] {
  return [
    createDots('import-places', inside, palette.track, 'inside', palette),
    createDots('import-places-outside', outside, palette.incident.low, 'outside', palette),
  ];
}

function createDots(
  id: string,
  data: readonly Place[],
  color: Rgb,
  kind: keyof typeof ALPHA,
  palette: MapPalette,
): Layer {
  return new ScatterplotLayer<Place>({
    id,
    data,
    getPosition: ([lng, lat]) => [lng, lat],
    radiusUnits: 'pixels',
    getRadius: RADIUS_PIXELS[kind],
    stroked: true,
    getFillColor: [...color, ALPHA[kind]],
    getLineColor: [...palette.halo, 160],
    lineWidthUnits: 'pixels',
    getLineWidth: 0.8,
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  });
}
