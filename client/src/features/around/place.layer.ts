import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';

/** Where each layer lies. */
export const PLACE_BANDS: LayerBands = {
  'marked-place': 'selection',
  'marked-place-dot': 'selection',
  'marked-place-name': 'names',
};

interface MarkedPlace {
  position: [number, number];
  /** Above it; '' = it has none. */
  name: string;
}

/** A target with its name above: no thing of the map looks like it. */
export function createPlaceLayers(marked: MarkedPlace, palette: MapPalette): Layer[] {
  const data = [marked];
  const getPosition = ({ position }: MarkedPlace) => position;
  return [
    new ScatterplotLayer<MarkedPlace>({
      id: 'marked-place',
      data,
      getPosition,
      getRadius: 13,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.halo, 150],
      getLineColor: [...palette.selection, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2.5,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new ScatterplotLayer<MarkedPlace>({
      id: 'marked-place-dot',
      data,
      getPosition,
      getRadius: 4.5,
      radiusUnits: 'pixels',
      getFillColor: [...palette.selection, 255],
      updateTriggers: { getFillColor: palette },
    }),
    new TextLayer<MarkedPlace>({
      ...textStyle(palette, 600),
      id: 'marked-place-name',
      data,
      getPosition,
      getText: ({ name }) => name,
      getSize: 14,
      getColor: [...palette.text, 255],
      getPixelOffset: [0, -27],
      updateTriggers: { getColor: palette },
    }),
  ];
}
