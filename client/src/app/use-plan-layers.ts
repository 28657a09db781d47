import type { Layer } from '@deck.gl/core';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useMemo } from 'react';
import { useDraftStore } from '../features/plans/draft.store.ts';
import type { ObservingDisks } from '../map/layers/coverage-gaps.layer.ts';
import { createPlanLayers } from '../map/layers/plan.layer.ts';
import { PALETTES } from '../map/palette.ts';
import { drawPlan } from './coverage/plan-picture.ts';
import { toPlannedFeatures } from './coverage/planned-features.ts';
import { useWhatIfStore } from './coverage/what-if.store.ts';
import type { MapLayersOptions } from './use-map-layers.ts';

const NO_LAYERS: readonly Layer[] = [];

/** Who would observe under the plan that is being tried; null = nobody tries one, and the map shows what is. */
export function usePlanDisks(): ObservingDisks | null {
  return useWhatIfStore(({ disks }) => disks);
}

/** The lookouts as the plan has them, its posts among them; as they are while nobody tries one. */
export function usePlannedLookouts(standing: readonly LookoutFeature[] | undefined): readonly LookoutFeature[] | undefined {
  const isOpen = useWhatIfStore(({ disks }) => disks !== null);
  const planned = useWhatIfStore(({ lookouts }) => lookouts);
  const minute = useWhatIfStore((state) => state.minute);
  const posts = useDraftStore(({ history }) => history.present.posts);
  return useMemo(() => (isOpen && standing ? toPlannedFeatures({ standing, planned, posts, minute }) : standing), [isOpen, standing, planned, posts, minute]);
}

/** Layers of the plan tab. */
export function usePlanLayers({ theme }: MapLayersOptions): readonly Layer[] {
  const isOpen = useDraftStore((draft) => draft.isOpen);
  const definition = useDraftStore(({ history }) => history.present);
  const selected = useDraftStore((draft) => draft.selected);
  const corners = useDraftStore((draft) => draft.corners);
  const standing = useWhatIfStore((state) => state.standing);
  const planned = useWhatIfStore((state) => state.lookouts);
  const pointer = useDraftStore((draft) => draft.pointer);
  return useMemo(
    () => (isOpen ? createPlanLayers(drawPlan({ definition, standing, planned, selected, corners, pointer }), PALETTES[theme]) : NO_LAYERS),
    [isOpen, definition, standing, planned, selected, corners, pointer, theme],
  );
}
