import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer } from '@deck.gl/layers';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { MapPalette } from '../../map/palette.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const OUTCOME_BANDS: LayerBands = {
  'outcome-zones': 'zones',
  'outcome-buffer': 'zones',
  'outcome-hotspot': 'zones',
};

export interface OutcomeLayersOptions {
  /** The hotspot; null while it is not known. */
  hotspot: AreaGeometry | null;
  buffer: AreaGeometry | null;
  zones: readonly AreaGeometry[];
  palette: MapPalette;
}

const toFeatures = (areas: ReadonlyArray<AreaGeometry | null>): GeoJSON.Feature[] =>
  areas.filter((geometry) => geometry !== null).map((geometry) => ({ type: 'Feature', properties: {}, geometry }));

/** A hotspot, the ring around it and the ground that it is compared with: in the colours of their lines on the chart. */
export function createOutcomeLayers({ hotspot, buffer, zones, palette }: OutcomeLayersOptions): Layer[] {
  const incident = palette.incident.medium;
  const common = {
    filled: true,
    stroked: true,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: palette, getLineColor: palette },
  } as const;
  return [
    new GeoJsonLayer({
      ...common,
      id: 'outcome-zones',
      data: toFeatures(zones),
      getFillColor: [...palette.keyArea, 44],
      getLineColor: [...palette.keyArea, 235],
      getLineWidth: 1.6,
    }),
    new GeoJsonLayer({
      ...common,
      id: 'outcome-buffer',
      data: toFeatures([buffer]),
      getFillColor: [...incident, 26],
      getLineColor: [...incident, 120],
      getLineWidth: 1,
    }),
    new GeoJsonLayer({
      ...common,
      id: 'outcome-hotspot',
      data: toFeatures([hotspot]),
      getFillColor: [...incident, 60],
      getLineColor: [...palette.selection, 240],
      getLineWidth: 2.2,
    }),
  ];
}
