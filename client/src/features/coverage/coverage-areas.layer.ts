import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { AreaGeometry, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { MapPalette } from '../../map/palette.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const COVERAGE_AREA_BANDS: LayerBands = {
  'branch-borders': 'grounds',
  'area-outline': 'grounds',
  'gap-focus': 'grounds',
  'gap-focus-ring': 'selection',
};

interface Outlined {
  geometry: AreaGeometry;
}

export interface AreaLayersOptions {
  branches: readonly Outlined[];
  /** The area in focus; null = none. */
  chosen: Outlined | null;
  /** The gap in focus as of a few seconds ago; null until it is fetched. */
  gapShape: PolygonGeometry | null;
  /** Where the gap in focus is; null = none. */
  gapPlace: readonly [number, number] | null;
  palette: MapPalette;
}

const toFeatures = (areas: readonly Outlined[]): GeoJSON.Feature[] =>
  areas.map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry }));

/** Borders of the branches, faint; the chosen area and the gap in focus outlined. */
export function createAreaLayers({ branches, chosen, gapShape, gapPlace, palette }: AreaLayersOptions): Layer[] {
  return [
    new GeoJsonLayer({
      id: 'branch-borders',
      data: toFeatures(branches),
      filled: false,
      stroked: true,
      getLineColor: [...palette.keyArea, 60],
      getLineWidth: 1,
      lineWidthUnits: 'pixels',
      updateTriggers: { getLineColor: palette },
    }),
    new GeoJsonLayer({
      id: 'area-outline',
      data: toFeatures(chosen ? [chosen] : []),
      filled: false,
      stroked: true,
      getLineColor: [...palette.selection, 235],
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
      updateTriggers: { getLineColor: palette },
    }),
    new GeoJsonLayer({
      id: 'gap-focus',
      data: toFeatures(gapShape ? [{ geometry: gapShape }] : []),
      filled: true,
      stroked: true,
      getFillColor: [...palette.gap, 28],
      getLineColor: [...palette.gap, 255],
      getLineWidth: 2.5,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    // A small gap is a few pixels: the ring says where to look.
    new ScatterplotLayer<readonly [number, number]>({
      id: 'gap-focus-ring',
      data: gapPlace ? [gapPlace] : [],
      getPosition: ([lng, lat]) => [lng, lat],
      getRadius: 15,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: [...palette.gap, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2.5,
      updateTriggers: { getLineColor: palette },
    }),
  ];
}
