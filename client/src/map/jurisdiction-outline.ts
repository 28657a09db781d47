import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { MapPalette } from './palette.ts';

type Boundary = Jurisdiction['boundary'];

/** Line width that grows with the zoom, pixels at zoom 9, 12 and 16. */
export function widthByZoom(at9: number, at12: number, at16: number): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.4], ['zoom'], 9, at9, 12, at12, 16, at16];
}

/** The world without the jurisdiction: what lies outside is dimmed, so that neighbours' roads stay faint. */
export function createOutsideMask(boundary: Boundary): GeoJSON.Feature<GeoJSON.Polygon> {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
  const world: GeoJSON.Position[] = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ];
  return {
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [world, ...polygons.map((rings) => rings[0] ?? [])] },
  };
}

/** What the layers of {@link createOutsideLayer} and {@link createBorderLayers} draw. */
export function createOutlineSources(boundary: Boundary): Record<'jurisdiction' | 'outside', SourceSpecification> {
  return {
    jurisdiction: {
      type: 'geojson',
      data: {
        type: 'Feature',
        properties: {},
        geometry: boundary as GeoJSON.Polygon | GeoJSON.MultiPolygon,
      },
    },
    outside: { type: 'geojson', data: createOutsideMask(boundary) },
  };
}

/** Dims what lies outside the jurisdiction; `opacity` 0–1. */
export function createOutsideLayer(palette: MapPalette, opacity: number): LayerSpecification {
  return {
    id: 'outside-dim',
    type: 'fill',
    source: 'outside',
    paint: { 'fill-color': palette.groundOutside, 'fill-opacity': opacity, 'fill-antialias': false },
  };
}

/** The jurisdiction's border with its glow. */
export function createBorderLayers(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'jurisdiction-glow',
      type: 'line',
      source: 'jurisdiction',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.borderGlow,
        'line-width': widthByZoom(6, 8, 12),
        'line-blur': widthByZoom(6, 8, 12),
        'line-opacity': 0.45,
      },
    },
    {
      id: 'jurisdiction-border',
      type: 'line',
      source: 'jurisdiction',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.border, 'line-width': widthByZoom(1.3, 1.8, 2.4) },
    },
  ];
}
