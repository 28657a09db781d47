import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import type { Place } from '@liaowang/shared/schemas/registry';
import type { MapPalette, Rgb } from '../../map/palette.ts';
import type { TownCount } from './town-counts.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const UNIT_COUNT_BANDS: LayerBands = {
  'unit-counts': 'names',
};

interface CountLabel {
  position: [number, number];
  text: string;
  color: Rgb;
  sizePixels: number;
  /** Left edge, pixels from the place. */
  x: number;
}

export interface UnitCountOptions {
  places: readonly Place[];
  /** In the order of `places`. */
  counts: readonly TownCount[];
  palette: MapPalette;
  zoom: number;
}

/** CSS pixels: the counts' line below the place, the widths of a digit and of the space around signs. */
const COUNT = { y: 8, sizePixels: 12, digitWidth: 7.2, signWidth: 9, gap: 6 } as const;

function toLabels({ places, counts, palette }: UnitCountOptions): CountLabel[] {
  // The signs are the marks' own shapes: a disc and a bar.
  const signs = [
    { sign: '●', sizePixels: 7, color: palette.foot },
    { sign: '▮', sizePixels: 9, color: palette.vehicle },
  ] as const;
  return places.flatMap(({ position }, index) => {
    const { foot, vehicles } = counts[index] ?? { foot: 0, vehicles: 0 };
    const parts = [foot, vehicles]
      .map((count, part) => ({ ...signs[part]!, text: String(count) }))
      .filter(({ text }) => text !== '0');
    const widths = parts.map(({ text }) => COUNT.signWidth + text.length * COUNT.digitWidth);
    let x = -(widths.reduce((sum, width) => sum + width, 0) + COUNT.gap * (parts.length - 1)) / 2;
    return parts.flatMap(({ sign, sizePixels, color, text }, part): CountLabel[] => {
      const left = x;
      x += widths[part]! + COUNT.gap;
      return [
        { position, text: sign, color, sizePixels, x: left },
        { position, text, color, sizePixels: COUNT.sizePixels, x: left + COUNT.signWidth },
      ];
    });
  });
}

/** At city zoom, how many are on foot and how many drive around each town. */
export function createUnitCountLayer(options: UnitCountOptions): Layer {
  return new TextLayer<CountLabel>({
    ...textStyle(options.palette, 600),
    id: 'unit-counts',
    visible: options.zoom < ZOOM_STOPS.fullMarks,
    data: toLabels(options),
    getText: ({ text }) => text,
    getPosition: ({ position }) => position,
    getColor: ({ color }) => [...color, 255],
    getTextAnchor: 'start',
    getPixelOffset: ({ x }) => [x, COUNT.y],
    getSize: ({ sizePixels }) => sizePixels,
  });
}
