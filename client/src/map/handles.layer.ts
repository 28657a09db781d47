import type { Color, Layer } from '@deck.gl/core';
import { PathStyleExtension, type PathStyleExtensionProps } from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LayerBands } from './drawn-layers.store.ts';
import type { MapPalette } from './palette.ts';

type Place = readonly [number, number];

const dashes = new PathStyleExtension({ dash: true });

/** Where the layers of {@link createHandleLayers} lie. */
export const handleBands = (name: string): LayerBands => ({
  [`${name}-draft`]: 'handles',
  [`${name}-handles`]: 'handles',
});

/** Points that can be dragged or are being laid, and the line that is being drawn, up to the pointer. */
export function createHandleLayers(
  name: string,
  { handles, draft, color }: { handles: readonly Place[]; draft: readonly Place[]; color: Color },
  palette: MapPalette,
): Layer[] {
  return [
    new PathLayer<readonly Place[], PathStyleExtensionProps<readonly Place[]>>({
      id: `${name}-draft`,
      data: draft.length > 1 ? [draft] : [],
      getPath: (path) => path as [number, number][],
      getColor: color,
      getWidth: 2.4,
      widthUnits: 'pixels',
      extensions: [dashes],
      getDashArray: [4, 2],
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer<Place>({
      id: `${name}-handles`,
      data: handles,
      getPosition: (place) => place as [number, number],
      getRadius: 5.5,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.halo, 255],
      getLineColor: [...palette.selection, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
  ];
}
