import { PolygonLayer } from '@deck.gl/layers';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { useLayoutEffect, useMemo } from 'react';
import { usePastKeyAreas } from '../../entities/key-areas/shown-key-areas.ts';
import { useDrawLayers, type LayerBands } from '../../map/drawn-layers.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';

const OUTLINE = 'registry-key-area';
const BANDS: LayerBands = { [OUTLINE]: 'grounds' };

/** Puts onto the map what the register shows: the key areas of a past day (null = those of now), and the chosen one marked. */
export function useKeyAreaLayers(past: readonly KeyArea[] | null, chosen: KeyArea | null): void {
  const { palette } = useMapTheme();
  useLayoutEffect(() => usePastKeyAreas.setState({ keyAreas: past }), [past]);
  useLayoutEffect(() => () => usePastKeyAreas.setState({ keyAreas: null }), []);
  useDrawLayers(
    useMemo(
      () =>
        chosen
          ? [
              new PolygonLayer<KeyArea>({
                id: OUTLINE,
                data: [chosen],
                getPolygon: ({ geometry }) => geometry.coordinates,
                getFillColor: [...palette.selection, 22],
                getLineColor: [...palette.selection, 255],
                getLineWidth: 2.5,
                lineWidthUnits: 'pixels',
                updateTriggers: { getFillColor: palette, getLineColor: palette },
              }),
            ]
          : [],
      [chosen, palette],
    ),
    BANDS,
  );
}
