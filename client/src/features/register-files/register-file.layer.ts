import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { RegisterRow } from '@liaowang/shared/schemas/register-file';
import type { MapPalette } from '../../map/palette.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const REGISTER_FILE_BANDS: LayerBands = { 'register-file-rows': 'grounds' };

/** CSS pixels. */
const RADIUS_PIXELS = 4;

type PlacedRow = RegisterRow & { position: [number, number] };

/** Rows of a table where they would lie: those that are taken, and in another colour those that are not. */
export function createRegisterFileLayer(rows: readonly RegisterRow[], palette: MapPalette): Layer {
  return new ScatterplotLayer<PlacedRow>({
    id: 'register-file-rows',
    data: rows.filter((row): row is PlacedRow => row.position !== null),
    getPosition: ({ position }) => position,
    radiusUnits: 'pixels',
    getRadius: RADIUS_PIXELS,
    stroked: true,
    getFillColor: ({ action }) => [...(action === 'refuse' ? palette.incident.low : palette.track), 210],
    getLineColor: [...palette.halo, 200],
    lineWidthUnits: 'pixels',
    getLineWidth: 1,
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  });
}
