import type { Layer } from '@deck.gl/core';
import { IconLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import { lookoutIcon, type MarkAtlas } from '../../map/mark-atlas.ts';
import type { MapPalette } from '../../map/palette.ts';
import { ZOOM_STOPS, interpolateStops } from '../../map/zoom-stops.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const LOOKOUT_BANDS: LayerBands = {
  'lookout-ranges': 'ranges',
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

export interface LookoutOptions {
  lookouts: readonly LookoutFeature[];
  hoveredId: number | null;
  language: Language;
  palette: MapPalette;
  atlas: MarkAtlas;
  zoom: number;
}

/** Lookouts as hexagons with the ring of what they see; off duty hollow and dim, with a faint ring. */
export function createLookoutLayers({ lookouts, hoveredId, language, palette, atlas, zoom }: LookoutOptions): Layer[] {
  const isCity = zoom < ZOOM_STOPS.fullMarks;
  const position = (lookout: LookoutFeature): [number, number] => lookout.geometry.coordinates;
  return [
    new ScatterplotLayer<LookoutFeature>({
      id: 'lookout-ranges',
      data: lookouts,
      getPosition: position,
      getRadius: ({ properties }) => properties.detectionRangeMeters,
      radiusUnits: 'meters',
      stroked: true,
      filled: true,
      getFillColor: ({ properties }) => [...palette.lookout, properties.onDuty ? 14 : 0],
      getLineColor: ({ properties }) => [
        ...palette.lookout,
        properties.lookoutId === hoveredId ? 255 : properties.onDuty ? 130 : 45,
      ],
      lineWidthUnits: 'pixels',
      getLineWidth: 1.2,
      updateTriggers: { getFillColor: palette, getLineColor: [palette, hoveredId] },
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
      getSize: 12,
      getColor: ({ properties }) => [...palette.lookout, properties.onDuty ? 255 : 150],
      getAlignmentBaseline: 'top',
      getPixelOffset: [0, 17],
      updateTriggers: { getText: language, getColor: palette },
    }),
  ];
}
