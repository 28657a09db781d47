import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Place } from '@liaowang/shared/schemas/registry';
import type { Language } from '../../lib/format.ts';
import { createKeyAreaLayers } from '../../entities/key-areas/key-areas.layer.ts';
import { createLookoutLayers } from '../../entities/lookouts/lookouts.layer.ts';
import { createPlaceLabelLayer, findLabelledPlaces } from '../../entities/places/place-labels.layer.ts';
import { lookoutAtlasOf } from '../../entities/lookouts/lookout-marks.ts';
import { PRINT_PALETTE } from './print-layers.ts';

interface PrintGround {
  keyAreas: readonly KeyArea[];
  lookouts: readonly LookoutFeature[];
  places: readonly Place[];
  language: Language;
  zoom: number;
}

const palette = PRINT_PALETTE;

/** The map of a hotspot brief on light ground: `found` below what names the ground. */
export function createPrintZoneLayers(
  found: readonly Layer[],
  { keyAreas, lookouts, places, language, zoom }: PrintGround,
): Layer[] {
  return [
    ...createKeyAreaLayers({ keyAreas, selectedId: null, hoveredId: null, language, palette, zoom }),
    ...found,
    ...createLookoutLayers({ lookouts, hoveredId: null, language, palette, atlas: lookoutAtlasOf(palette), zoom }),
    createPlaceLabelLayer({ places: findLabelledPlaces(places, zoom, language), language, palette, zoom }),
  ];
}

/** Incidents as small dots; positions are lng, lat in turn. */
export function createPrintDots(positions: Float64Array): Layer {
  return new ScatterplotLayer({
    id: 'print-incidents',
    data: { length: positions.length / 2, attributes: { getPosition: { value: positions, size: 2 } } },
    getRadius: 1.3,
    radiusUnits: 'pixels',
    getFillColor: [...palette.incident.medium, 110],
  });
}
