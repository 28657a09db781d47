import { API_PREFIX } from '@liaowang/shared/contract/api-prefix';
import type { ReferenceLayer } from '@liaowang/shared/schemas/reference-layer';
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { StyleOverlay } from '../../map/style-overlay.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { LOCAL_FONT } from '../../map/text-style.ts';
import { REFERENCE_PALETTES } from './reference-colors.ts';

const isOf = (type: 'Point' | 'LineString' | 'Polygon'): FilterSpecification => ['==', ['geometry-type'], type];
/** Labels of what is drawn from far away come closer only. */
const LABELS_LATER_ZOOMS = 2;

/**
 * What the city's own layers add to the style of the map: over the basemap, under all marks. The map fetches their shapes
 * itself, so that none of them passes through the page.
 */
export function createReferenceOverlay(layers: readonly ReferenceLayer[], theme: Theme, origin: string): StyleOverlay {
  const palette = PALETTES[theme];
  return {
    sources: Object.fromEntries(
      layers.map(({ layerId }) => [
        `reference-${layerId}`,
        { type: 'geojson', data: `${origin}${API_PREFIX}/reference-layers/${layerId}/features` },
      ]),
    ),
    layers: layers.flatMap(({ layerId, color: colorName, fromZoom, hasLabels, counts }): LayerSpecification[] => {
      const source = `reference-${layerId}`;
      const color = REFERENCE_PALETTES[theme][colorName];
      const base = { source, minzoom: fromZoom } as const;
      const parts: LayerSpecification[] = [];
      if (counts.areas > 0)
        parts.push(
          {
            ...base,
            id: `${source}-areas`,
            type: 'fill',
            filter: isOf('Polygon'),
            paint: { 'fill-color': color, 'fill-opacity': 0.08 },
          },
          {
            ...base,
            id: `${source}-outlines`,
            type: 'line',
            filter: isOf('Polygon'),
            paint: { 'line-color': color, 'line-width': 1.4, 'line-opacity': 0.9 },
          },
        );
      if (counts.lines > 0)
        parts.push({
          ...base,
          id: `${source}-lines`,
          type: 'line',
          filter: isOf('LineString'),
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: { 'line-color': color, 'line-width': 2 },
        });
      if (counts.points > 0)
        parts.push({
          ...base,
          id: `${source}-points`,
          type: 'circle',
          filter: isOf('Point'),
          paint: {
            'circle-color': color,
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 2, 13, 3.5, 17, 6],
            'circle-stroke-color': palette.ground,
            'circle-stroke-width': 1,
          },
        });
      if (hasLabels)
        parts.push({
          ...base,
          id: `${source}-labels`,
          type: 'symbol',
          minzoom: Math.min(22, fromZoom + LABELS_LATER_ZOOMS),
          layout: {
            'text-field': ['get', 'label'],
            'text-font': LOCAL_FONT,
            'text-size': 11,
            'text-max-width': 9,
            // Beside a point, in the middle of an area.
            'text-variable-anchor': counts.areas > 0 ? ['center'] : ['left', 'right', 'top', 'bottom'],
            'text-radial-offset': counts.areas > 0 ? 0 : 0.7,
            'text-justify': 'auto',
          },
          paint: { 'text-color': color, 'text-halo-color': palette.ground, 'text-halo-width': 1.4 },
        });
      return parts;
    }),
  };
}
