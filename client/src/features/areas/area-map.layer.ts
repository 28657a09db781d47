import type { Layer } from '@deck.gl/core';
import { GeoJsonLayer } from '@deck.gl/layers';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { createHandleLayers, handleBands } from '../../map/handles.layer.ts';
import { type MapPalette, type Rgba } from '../../map/palette.ts';
import { interpolateStops } from '../../map/zoom-stops.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const AREA_MAP_BANDS: LayerBands = {
  'area-map': 'surfaces',
  'area-map-focus': 'grounds',
  'area-outline': 'grounds',
  ...handleBands('area'),
};

/** An area with its colour. */
export interface PaintedArea {
  geometry: AreaGeometry;
  color: Rgba;
  isSelected: boolean;
  isHovered: boolean;
}

/** Close up one area fills the screen: there its colour steps back behind streets, marks and names. */
const FILL_OPACITY_STOPS = [
  [11.5, 1],
  [13, 0.55],
  [15, 0.3],
] as const;

const toFeatures = (areas: readonly PaintedArea[]): Array<GeoJSON.Feature<AreaGeometry, PaintedArea>> =>
  areas.map((area) => ({ type: 'Feature', properties: area, geometry: area.geometry }));

/** Areas coloured by what they hold; the chosen one and the one pointed at are outlined. */
export function createAreaMapLayers(areas: readonly PaintedArea[], palette: MapPalette): Layer[] {
  return [
    new GeoJsonLayer<PaintedArea>({
      id: 'area-map',
      data: toFeatures(areas),
      getFillColor: ({ properties: { color } }) => [...color],
      getLineColor: [...palette.textSoft, 110],
      getLineWidth: 1,
      lineWidthUnits: 'pixels',
      updateTriggers: { getLineColor: palette },
    }),
    new GeoJsonLayer<PaintedArea>({
      id: 'area-map-focus',
      data: toFeatures(areas.filter(({ isSelected, isHovered }) => isSelected || isHovered)),
      filled: false,
      getLineColor: ({ properties: { isSelected } }) =>
        isSelected ? [...palette.selection, 255] : [...palette.textSoft, 255],
      getLineWidth: ({ properties: { isSelected } }) => (isSelected ? 3 : 2),
      lineWidthUnits: 'pixels',
      updateTriggers: { getLineColor: palette },
    }),
  ];
}

/** The same layers as they are at a zoom; nothing is laid out anew. */
export function fadeAreaMap(layers: readonly Layer[], zoom: number): Layer[] {
  const opacity = interpolateStops(FILL_OPACITY_STOPS, zoom);
  return layers.map((layer): Layer =>
    layer instanceof GeoJsonLayer && layer.id === 'area-map'
      ? layer.clone({ _subLayerProps: { 'polygons-fill': { opacity } } })
      : layer,
  );
}

/** The corners of an area that is being drawn, with the line to the pointer. */
export function createAreaDraftLayers(
  { corners, pointer, isClosed }: { corners: readonly LngLat[]; pointer: LngLat | null; isClosed: boolean },
  palette: MapPalette,
): Layer[] {
  const path = [...corners, ...(pointer && !isClosed ? [pointer] : []), ...(corners.length > 1 ? [corners[0]!] : [])];
  return createHandleLayers('area', { handles: corners, draft: path, color: [...palette.selection, 255] }, palette);
}
