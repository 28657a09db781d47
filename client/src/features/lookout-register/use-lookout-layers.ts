import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useLayoutEffect, useMemo } from 'react';
import { usePlannedLookoutsStore } from '../../entities/lookouts/shown-lookouts.ts';
import { useDrawLayers, type LayerBands } from '../../map/drawn-layers.store.ts';
import { createSelectionRingLayer } from '../../map/selection-ring.layer.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';

const RING = 'registry-lookout-ring';
const BANDS: LayerBands = { [RING]: 'selection' };

/** Puts onto the map what the register shows: the lookouts of a past day (null = those of now), and a ring around the chosen one. */
export function useLookoutLayers(past: readonly LookoutFeature[] | null, chosen: LookoutFeature | null): void {
  const { palette } = useMapTheme();
  useLayoutEffect(() => usePlannedLookoutsStore.setState({ lookouts: past }), [past]);
  useLayoutEffect(() => () => usePlannedLookoutsStore.setState({ lookouts: null }), []);
  const place = chosen?.geometry.coordinates ?? null;
  useDrawLayers(
    useMemo(() => (place ? [createSelectionRingLayer(place, palette, RING)] : []), [place, palette]),
    BANDS,
  );
}
