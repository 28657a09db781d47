import type { Color, Layer } from '@deck.gl/core';
import { IconLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { MarkAtlas } from '../../map/mark-atlas.ts';
import type { MapPalette } from '../../map/palette.ts';
import { ZOOM_STOPS, interpolateStops } from '../../map/zoom-stops.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import { lookoutIcon } from './lookout-marks.ts';
import { outlineOf } from './range-outline.ts';

/** Where each layer lies. */
export const LOOKOUT_BANDS: LayerBands = {
  'lookout-ranges': 'ranges',
  'lookout-grounds': 'ranges',
  lookouts: 'posts',
  'selection-ring': 'selection',
  'lookout-names': 'names',
};

/** Height of the hexagon in CSS pixels by zoom: readable over the city, no larger than a thumb close up. */
const SIZE_STOPS = [
  [9, 15],
  [11, 18],
  [13, 24],
  [16, 30],
] as const;

/** A lookout's name: its size, and how far its middle is below the mark's. */
export const LOOKOUT_NAME = { size: 12, offsetY: 23 } as const;

export interface LookoutOptions {
  lookouts: readonly LookoutFeature[];
  hoveredId: number | null;
  language: Language;
  palette: MapPalette;
  atlas: MarkAtlas;
  zoom: number;
}

/** Lookouts as hexagons with the outline of what they see; off duty hollow and dim, with a faint outline. */
export function createLookoutLayers({ lookouts, hoveredId, language, palette, atlas, zoom }: LookoutOptions): Layer[] {
  const isCity = zoom < ZOOM_STOPS.fullMarks;
  const position = (lookout: LookoutFeature): [number, number] => lookout.geometry.coordinates;
  const outline = ({ geometry, properties }: LookoutFeature) => outlineOf(geometry.coordinates, properties);
  const rangeStyle = {
    stroked: true,
    filled: true,
    getFillColor: ({ properties }: LookoutFeature): Color => [...palette.lookout, properties.onDuty ? 14 : 0],
    getLineColor: ({ properties }: LookoutFeature): Color => [
      ...palette.lookout,
      properties.lookoutId === hoveredId ? 255 : properties.onDuty ? 130 : 45,
    ],
    lineWidthUnits: 'pixels',
    getLineWidth: 1.2,
    updateTriggers: { getFillColor: palette, getLineColor: [palette, hoveredId] },
  } as const;
  return [
    new ScatterplotLayer<LookoutFeature>({
      ...rangeStyle,
      id: 'lookout-ranges',
      data: lookouts.filter((lookout) => outline(lookout) === null),
      getPosition: position,
      getRadius: ({ properties }) => properties.detectionRangeMeters,
      radiusUnits: 'meters',
    }),
    new PolygonLayer<LookoutFeature>({
      ...rangeStyle,
      id: 'lookout-grounds',
      data: lookouts.filter((lookout) => outline(lookout) !== null),
      getPolygon: (lookout) => outline(lookout)!,
    }),
    new IconLayer<LookoutFeature>({
      id: 'lookouts',
      data: lookouts,
      iconAtlas: atlas.image,
      iconMapping: atlas.mapping,
      getPosition: position,
      getIcon: ({ properties }) => lookoutIcon(properties.onDuty, isCity),
      getSize: ({ properties }) => interpolateStops(SIZE_STOPS, zoom) * (properties.lookoutId === hoveredId ? 1.15 : 1),
      sizeUnits: 'pixels',
      updateTriggers: { getIcon: [atlas, isCity], getSize: [Math.round(zoom * 2), hoveredId] },
    }),
    new TextLayer<LookoutFeature>({
      ...textStyle(palette),
      id: 'lookout-names',
      data: lookouts,
      visible: zoom >= ZOOM_STOPS.icons,
      getText: ({ properties }) => localName(properties.name, language),
      getPosition: position,
      getSize: LOOKOUT_NAME.size,
      getColor: ({ properties }) => [...(properties.onDuty ? palette.lookout : palette.textSoft), 255],
      getPixelOffset: [0, LOOKOUT_NAME.offsetY],
      updateTriggers: { getText: language, getColor: palette },
    }),
  ];
}
