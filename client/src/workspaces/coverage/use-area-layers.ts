import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useGapShapes, useTrackedGaps } from '../../features/coverage/coverage.api.ts';
import { createAreaLayers } from '../../features/coverage/coverage-areas.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { useCoverageView } from './coverage-view.store.ts';

const NO_LAYERS: readonly Layer[] = [];

/** Layers of the coverage workspace itself: the branches' borders, the chosen area, the gap in focus. */
export function useAreaLayers(theme: Theme): readonly Layer[] {
  const areaId = useCoverageView((view) => view.areaId);
  const gapId = useCoverageView((view) => view.gapId);
  const areas = useCoverageAreas().data;
  const gap = useTrackedGaps().data?.gaps.find((known) => known.gapId === gapId) ?? null;
  const shapes = useGapShapes(gap?.areaId ?? null).data;
  const gapShape =
    gap === null ? null : (shapes?.features.find(({ properties }) => properties.gapId === gap.gapId)?.geometry ?? null);
  // The list is renewed each second; the place of the gap in focus hardly is.
  const [gapLng, gapLat] = gap?.labelPoint ?? [null, null];
  return useMemo(() => {
    if (!areas) return NO_LAYERS;
    return createAreaLayers({
      branches: areas.filter((area) => area.areaId.startsWith('branch:')),
      chosen: areas.find((area) => area.areaId === areaId) ?? null,
      gapShape,
      gapPlace: gapLng === null || gapLat === null ? null : [gapLng, gapLat],
      palette: PALETTES[theme],
    });
  }, [areas, areaId, gapShape, gapLng, gapLat, theme]);
}
