import type { Jurisdiction, Schematic } from '@liaowang/shared/schemas/registry';
import type { Road } from '@liaowang/shared/schemas/road';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../lib/format.ts';
import { createBorderLayers, createOutlineSources, createOutsideLayer, widthByZoom } from './jurisdiction-outline.ts';
import { LOCAL_FONT } from './text-style.ts';
import { PALETTES, type MapPalette, type Theme } from './palette.ts';

export interface BasemapOptions {
  jurisdiction: Pick<Jurisdiction, 'boundary'>;
  schematic: Schematic;
  /** The city's own streets; none until they are fetched. */
  roads: readonly Road[];
  theme: Theme;
  language: Language;
}

/** Roads of the neighbours are as good as gone. */
const OUTSIDE_OPACITY = 0.62;

function isKind(...kinds: readonly string[]): ExpressionSpecification {
  return ['in', ['get', 'kind'], ['literal', [...kinds]]];
}

/** One name each: a polygon's label would come once for every tile it crosses. */
function createNamePoints({ features }: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: features.flatMap(({ geometry, properties }): GeoJSON.Feature[] => {
      if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return [];
      const rings =
        geometry.type === 'Polygon' ? [geometry.coordinates[0]!] : geometry.coordinates.map((polygon) => polygon[0]!);
      const largest = rings.reduce((a, b) => (b.length > a.length ? b : a));
      const middle = [0, 1].map((axis) => largest.reduce((sum, position) => sum + position[axis]!, 0) / largest.length);
      return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: middle } }];
    }),
  };
}

function toRoadFeatures(roads: readonly Road[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: roads.map(({ name, roadClass, lines }) => ({
      type: 'Feature',
      // Without an English name the Chinese one is said.
      properties: { roadClass, name: name?.zh ?? '', ...(name?.en && { nameEn: name.en }) },
      geometry: { type: 'MultiLineString', coordinates: lines },
    })),
  };
}

/**
 * Whole zooms from which roads of a class show, and their names; line widths in pixels at zoom 9, 12 and 16. The greater come
 * later: they lie above the others, and their names are placed first.
 */
const ROAD_LOOKS = [
  { roadClass: 'street', fromZoom: 13, namesFromZoom: 15, widths: [0.2, 0.6, 6] },
  { roadClass: 'main', fromZoom: 11, namesFromZoom: 14, widths: [0.3, 1.1, 11] },
  { roadClass: 'trunk', fromZoom: 10, namesFromZoom: 13, widths: [0.5, 1.4, 9] },
  { roadClass: 'motorway', fromZoom: 10, namesFromZoom: 11, widths: [1.2, 2.6, 10] },
] as const;
type RoadLook = (typeof ROAD_LOOKS)[number];

/** What a class of roads has, by the class of the feature. */
function byRoadClass<T extends string | number>(find: (look: RoadLook, rank: number) => T): ExpressionSpecification {
  const cases = ROAD_LOOKS.flatMap((look, rank) => [look.roadClass, find(look, rank)]);
  return ['match', ['get', 'roadClass'], ...cases, find(ROAD_LOOKS[0], 0)] as unknown as ExpressionSpecification;
}

/**
 * The city's roads, all in one layer: each layer, and each change of source between two, is a pass over the whole picture,
 * which costs where the processor draws.
 */
function createRoadLayer(palette: MapPalette): LayerSpecification {
  const colors = { street: palette.street, main: palette.road, trunk: palette.road, motorway: palette.motorway };
  return {
    id: 'city-roads',
    type: 'line',
    source: 'city-roads',
    minzoom: Math.min(...ROAD_LOOKS.map(({ fromZoom }) => fromZoom)),
    filter: ['>=', ['zoom'], byRoadClass(({ fromZoom }) => fromZoom)],
    layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': byRoadClass((_, rank) => rank) },
    paint: {
      'line-color': byRoadClass(({ roadClass }) => colors[roadClass]),
      'line-width': [
        'interpolate',
        ['exponential', 1.4],
        ['zoom'],
        9,
        byRoadClass(({ widths }) => widths[0]),
        12,
        byRoadClass(({ widths }) => widths[1]),
        16,
        byRoadClass(({ widths }) => widths[2]),
      ],
    },
  };
}

function createRoadNameLayer(palette: MapPalette, name: ExpressionSpecification): LayerSpecification {
  return {
    id: 'city-road-names',
    type: 'symbol',
    source: 'city-roads',
    minzoom: Math.min(...ROAD_LOOKS.map(({ namesFromZoom }) => namesFromZoom)),
    filter: ['>=', ['zoom'], byRoadClass(({ namesFromZoom }) => namesFromZoom)],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 380,
      'symbol-sort-key': byRoadClass((_, rank) => -rank),
      'text-field': name,
      'text-font': LOCAL_FONT,
      'text-size': 11.5,
    },
    paint: { 'text-color': palette.streetText, 'text-halo-color': palette.ground, 'text-halo-width': 1.6 },
  };
}

/** Dashes take another program, which a first look at the whole city need not link; from afar they are not told apart. */
const DASHES_FROM_ZOOM = 10.5;

/**
 * The built-in offline basemap as a MapLibre style: one colour of ground, thin schematic roads and water, the
 * neighbours faint. It makes no request. Names of towns are drawn above the units (place-labels.layer.ts), not here.
 */
export function createBasemapStyle({
  jurisdiction,
  schematic,
  roads,
  theme,
  language,
}: BasemapOptions): StyleSpecification {
  const palette = PALETTES[theme];
  const name: ExpressionSpecification =
    language === 'en' ? ['coalesce', ['get', 'nameEn'], ['get', 'name'], ''] : ['coalesce', ['get', 'name'], ''];
  const halo = { 'text-halo-color': palette.groundOutside, 'text-halo-width': 1.4 };
  return {
    version: 8,
    name: `liaowang-${theme}`,
    sources: {
      ...createOutlineSources(jurisdiction.boundary),
      neighbours: { type: 'geojson', data: schematic.neighbours },
      'neighbour-points': { type: 'geojson', data: createNamePoints(schematic.neighbours) },
      schematic: { type: 'geojson', data: schematic.schematic },
      'city-roads': { type: 'geojson', data: toRoadFeatures(roads), maxzoom: 16 },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.groundOutside } },
      {
        id: 'jurisdiction-ground',
        type: 'fill',
        source: 'jurisdiction',
        paint: { 'fill-color': palette.ground, 'fill-antialias': false },
      },
      {
        id: 'lakes',
        type: 'fill',
        source: 'schematic',
        filter: ['==', ['get', 'kind'], 'lake'],
        // Soft edges take a program of their own, linked at a first look; a lake's edge is soft enough without.
        paint: { 'fill-color': palette.water, 'fill-antialias': false },
      },
      {
        id: 'waterways',
        type: 'line',
        source: 'schematic',
        filter: isKind('river', 'canal'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.water, 'line-width': widthByZoom(1.4, 4, 14) },
      },
      {
        id: 'roads',
        type: 'line',
        source: 'schematic',
        filter: isKind('trunk'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.road, 'line-width': widthByZoom(0.9, 2, 7) },
      },
      {
        id: 'railways-from-afar',
        type: 'line',
        source: 'schematic',
        maxzoom: DASHES_FROM_ZOOM,
        filter: isKind('railway'),
        paint: { 'line-color': palette.railway, 'line-width': widthByZoom(0.9, 1.6, 3), 'line-opacity': 0.7 },
      },
      {
        id: 'railways',
        type: 'line',
        source: 'schematic',
        minzoom: DASHES_FROM_ZOOM,
        filter: isKind('railway'),
        paint: { 'line-color': palette.railway, 'line-width': widthByZoom(0.9, 1.6, 3), 'line-dasharray': [6, 3] },
      },
      {
        id: 'motorways',
        type: 'line',
        source: 'schematic',
        filter: isKind('motorway'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.motorway, 'line-width': widthByZoom(1.6, 3, 10) },
      },
      createRoadLayer(palette),
      createOutsideLayer(palette, OUTSIDE_OPACITY),
      {
        id: 'neighbour-borders',
        type: 'line',
        source: 'neighbours',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': palette.neighbourBorder, 'line-width': 1 },
      },
      ...createBorderLayers(palette),
      {
        id: 'neighbour-names',
        type: 'symbol',
        source: 'neighbour-points',
        layout: { 'text-field': name, 'text-font': LOCAL_FONT, 'text-size': 12, 'text-letter-spacing': 0.1 },
        paint: { 'text-color': palette.neighbourText, ...halo },
      },
      {
        id: 'water-names',
        type: 'symbol',
        source: 'schematic',
        minzoom: 9.5,
        filter: ['==', ['get', 'kind'], 'lake'],
        layout: { 'text-field': name, 'text-font': LOCAL_FONT, 'text-size': 12, 'text-letter-spacing': 0.1 },
        paint: { 'text-color': palette.waterText, ...halo },
      },
      createRoadNameLayer(palette, name),
      {
        id: 'line-names',
        type: 'symbol',
        source: 'schematic',
        minzoom: 11,
        filter: isKind('motorway', 'trunk', 'railway', 'river', 'canal'),
        layout: {
          'symbol-placement': 'line',
          'symbol-spacing': 420,
          'text-field': name,
          'text-font': LOCAL_FONT,
          'text-size': 11,
        },
        paint: { 'text-color': palette.neighbourText, 'text-halo-color': palette.ground, 'text-halo-width': 1.4 },
      },
    ],
  };
}
