import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { createRevisitSurfaceLayer, paintRevisit } from '../map/layers/revisit.layer.ts';
import { useRevisitShown } from './coverage/use-revisit-shown.ts';
import type { MapLayersOptions } from './use-map-layers.ts';

const NONE: readonly Layer[] = [];

/** The surface of the revisit tab; none while the tab is closed. */
export function useRevisitLayers({ theme }: MapLayersOptions): readonly Layer[] {
  const { surface } = useRevisitShown();
  return useMemo(() => {
    const pixels = surface ? paintRevisit(surface, theme) : null;
    return surface && pixels ? [createRevisitSurfaceLayer(new ImageData(pixels, surface.columns, surface.rows), surface.corners)] : NONE;
  }, [surface, theme]);
}
