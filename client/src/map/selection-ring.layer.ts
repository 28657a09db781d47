import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { MapPalette } from './palette.ts';

/** A ring around the selected lookout or incident. (Units carry their ring with them: unit-marks.) */
export function createSelectionRingLayer(
  position: [number, number] | null,
  palette: MapPalette,
  id = 'selection-ring',
): Layer {
  return new ScatterplotLayer<[number, number]>({
    id,
    data: position === null ? [] : [position],
    getPosition: (place) => place,
    getRadius: 21,
    radiusUnits: 'pixels',
    filled: false,
    stroked: true,
    getLineColor: [...palette.selection, 255],
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
    updateTriggers: { getLineColor: palette },
  });
}
