import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer } from '@deck.gl/layers';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import type { MapPalette } from '../../map/palette.ts';

/** Where each layer lies. */
export const BOUNDARY_BANDS: LayerBands = { 'proposed-boundary': 'grounds' };

/** A boundary that is proposed. */
export function createBoundaryLayer(geometry: AreaGeometry, palette: MapPalette): Layer {
  return new GeoJsonLayer({
    id: 'proposed-boundary',
    data: [{ type: 'Feature', properties: {}, geometry }],
    stroked: true,
    filled: true,
    getFillColor: [...palette.track, 24],
    getLineColor: [...palette.track, 255],
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  });
}
