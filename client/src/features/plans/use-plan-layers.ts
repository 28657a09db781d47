import type { Layer } from '@deck.gl/core';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useMemo } from 'react';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useDraftStore } from './draft.store.ts';
import { createPlanLayers } from './plan.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';
import { drawPlan } from './plan-shapes.ts';
import { toPlannedFeatures } from './planned-features.ts';
import { useWhatIfStore } from './what-if.store.ts';

const NO_LAYERS: readonly Layer[] = [];

/** The lookouts as the plan has them, its posts among them; null while nobody tries one. */
export function usePlannedLookouts(): readonly LookoutFeature[] | null {
  const standing = useLookouts().data;
  const isOpen = useWhatIfStore(({ ground }) => ground !== null);
  const planned = useWhatIfStore(({ lookouts }) => lookouts);
  const minute = useWhatIfStore((state) => state.minute);
  const posts = useDraftStore(({ history }) => history.present.posts);
  return useMemo(
    () => (isOpen && standing ? toPlannedFeatures({ standing, planned, posts, minute }) : null),
    [isOpen, standing, planned, posts, minute],
  );
}

/** Layers of the plan tab. */
export function usePlanLayers(theme: Theme): readonly Layer[] {
  const isOpen = useDraftStore((draft) => draft.isOpen);
  const definition = useDraftStore(({ history }) => history.present);
  const selected = useDraftStore((draft) => draft.selected);
  const corners = useDraftStore((draft) => draft.corners);
  const standing = useWhatIfStore((state) => state.standing);
  const planned = useWhatIfStore((state) => state.lookouts);
  const pointer = useDraftStore((draft) => draft.pointer);
  return useMemo(
    () =>
      isOpen
        ? createPlanLayers(drawPlan({ definition, standing, planned, selected, corners, pointer }), PALETTES[theme])
        : NO_LAYERS,
    [isOpen, definition, standing, planned, selected, corners, pointer, theme],
  );
}
