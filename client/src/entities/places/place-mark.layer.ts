import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { MapPalette } from '../../map/palette.ts';

/** The place that a form speaks of. */
export function createPlaceMarkLayer(position: LngLat | null, palette: MapPalette): Layer {
  return new ScatterplotLayer<LngLat>({
    id: 'place-mark',
    data: position === null ? [] : [position],
    getPosition: (place) => place,
    getRadius: 7,
    radiusUnits: 'pixels',
    stroked: true,
    getFillColor: [...palette.selection, 255],
    getLineColor: [...palette.halo, 255],
    lineWidthUnits: 'pixels',
    getLineWidth: 3,
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  });
}
