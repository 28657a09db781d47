import type { Layer } from '@deck.gl/core';
import { PathStyleExtension, type PathStyleExtensionProps } from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { formatDistance } from '../lib/format.ts';
import type { MapPalette } from './palette.ts';
import { computeRulerDistances, type RulerPoint } from './ruler.ts';
import { textStyle } from './text-style.ts';
import type { LayerBands } from './drawn-layers.store.ts';

/** Where each layer lies. */
export const RULER_BANDS: LayerBands = {
  ruler: 'rulers',
  'ruler-points': 'rulers',
  'ruler-labels': 'rulers',
};

interface RulerMark {
  position: RulerPoint;
  text: string;
}

const dashes = new PathStyleExtension({ dash: true });

/** The laid ruler, and the piece to the pointer, with the distance along it at each point. */
export function createRulerLayers(
  points: readonly RulerPoint[],
  pointer: RulerPoint | null,
  palette: MapPalette,
): Layer[] {
  const all = pointer && points.length > 0 ? [...points, pointer] : [...points];
  const distances = computeRulerDistances(all);
  const marks = all.map((position, index): RulerMark => ({
    position,
    text: index === 0 ? '' : formatDistance(distances[index]!),
  }));
  return [
    new PathLayer<RulerPoint[], PathStyleExtensionProps<RulerPoint[]>>({
      id: 'ruler',
      data: all.length > 1 ? [all] : [],
      getPath: (path) => path,
      getColor: [...palette.ruler, 255],
      getWidth: 2,
      widthUnits: 'pixels',
      extensions: [dashes],
      getDashArray: [4, 2],
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer<RulerMark>({
      id: 'ruler-points',
      data: marks,
      getPosition: ({ position }) => position,
      getRadius: 4,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.halo, 255],
      getLineColor: [...palette.ruler, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new TextLayer<RulerMark>({
      ...textStyle(palette, 600),
      id: 'ruler-labels',
      data: marks,
      getText: ({ text }) => text,
      getPosition: ({ position }) => position,
      getSize: 12,
      getColor: [...palette.ruler, 255],
      getPixelOffset: [0, -16],
      updateTriggers: { getColor: palette },
    }),
  ];
}
