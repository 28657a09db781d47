import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { createRevisitSurfaceLayer, paintRevisit } from './revisit.layer.ts';
import type { Theme } from '../../map/palette.ts';
import { useRevisitShown } from './use-revisit-shown.ts';

const NONE: readonly Layer[] = [];

/** The surface of the revisit tab; none while the tab is closed. */
export function useRevisitLayers(theme: Theme): readonly Layer[] {
  const { surface } = useRevisitShown();
  return useMemo(() => {
    const pixels = surface ? paintRevisit(surface, theme) : null;
    return surface && pixels
      ? [createRevisitSurfaceLayer(new ImageData(pixels, surface.columns, surface.rows), surface.corners)]
      : NONE;
  }, [surface, theme]);
}
