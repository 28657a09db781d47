import { useMemo } from 'react';
import type { StyleOverlay } from '../../map/style-overlay.ts';
import type { Theme } from '../../map/palette.ts';
import { useReferenceLayers } from './reference-layers.api.ts';
import { useReferenceChoice } from './reference-layers.store.ts';
import { createReferenceOverlay } from './reference-overlay.ts';

/** Those of the city's own layers that are on, as they lie over the basemap. */
export function useReferenceOverlay(theme: Theme): StyleOverlay {
  const layers = useReferenceLayers().data;
  const shown = useReferenceChoice((choice) => choice.shown);
  return useMemo(
    () =>
      createReferenceOverlay(
        (layers ?? []).filter(({ layerId }) => shown.has(layerId)),
        theme,
        location.origin,
      ),
    [layers, shown, theme],
  );
}
