import type { Layer } from '@deck.gl/core';
import { LineLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const NEAR_REPEAT_BANDS: LayerBands = {
  'near-repeat-rings': 'grounds',
  'near-repeat-links': 'grounds',
  'near-repeat-places': 'posts',
  'near-repeat-dates': 'names',
};

/** A place that is worth a watch for some days. */
export interface WatchMark {
  position: readonly [number, number];
  /** Where the incident before it happened. */
  earlierPosition: readonly [number, number];
  /** Until when, as it is written on the map. */
  until: string;
}

export interface NearRepeatPicture {
  watches: readonly WatchMark[];
  radiusMeters: number;
  /** Place in {@link watches}. */
  hoveredWatch: number | null;
  /** From this zoom dates are written: further out they would cover each other. */
  showsDates: boolean;
}

const place = ([lng, lat]: readonly [number, number]): [number, number] => [lng, lat];

/** Rings around incidents that followed another, a line to that other, and until when to watch. */
export function createNearRepeatLayers(
  { watches, radiusMeters, hoveredWatch, showsDates }: NearRepeatPicture,
  palette: MapPalette,
): Layer[] {
  const isHovered = (index: number): boolean => index === hoveredWatch;
  const key = [palette, hoveredWatch];
  return [
    new ScatterplotLayer<WatchMark>({
      id: 'near-repeat-rings',
      data: watches,
      getPosition: ({ position }) => place(position),
      getRadius: radiusMeters,
      radiusUnits: 'meters',
      radiusMinPixels: 5,
      stroked: true,
      getFillColor: (_, { index }) => [...palette.zone, isHovered(index) ? 60 : 20],
      getLineColor: (_, { index }) => [
        ...(isHovered(index) ? palette.selection : palette.zone),
        isHovered(index) ? 255 : 190,
      ],
      lineWidthUnits: 'pixels',
      getLineWidth: (_, { index }) => (isHovered(index) ? 2.4 : 1.3),
      updateTriggers: { getRadius: radiusMeters, getFillColor: key, getLineColor: key, getLineWidth: hoveredWatch },
    }),
    new LineLayer<WatchMark>({
      id: 'near-repeat-links',
      data: watches,
      getSourcePosition: ({ earlierPosition }) => place(earlierPosition),
      getTargetPosition: ({ position }) => place(position),
      getColor: [...palette.zone, 200],
      getWidth: 1.2,
      widthUnits: 'pixels',
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer<WatchMark>({
      id: 'near-repeat-places',
      data: watches,
      getPosition: ({ position }) => place(position),
      getRadius: 3,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.incident.medium, 255],
      getLineColor: [...palette.halo, 230],
      lineWidthUnits: 'pixels',
      getLineWidth: 1,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new TextLayer<WatchMark>({
      ...textStyle(palette),
      id: 'near-repeat-dates',
      data: watches.filter((_, index) => showsDates || isHovered(index)),
      getText: ({ until }) => until,
      getPosition: ({ position }) => place(position),
      getPixelOffset: [0, -13],
      getSize: 11.5,
      getColor: [...palette.zone, 255],
      updateTriggers: { getColor: palette },
    }),
  ];
}
