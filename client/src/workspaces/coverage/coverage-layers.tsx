import { useEffect, useLayoutEffect, useMemo } from 'react';
import { usePlannedLookoutsStore } from '../../entities/lookouts/shown-lookouts.ts';
import { usePlannedGround } from '../../entities/observers/planned-ground.store.ts';
import { COVERAGE_AREA_BANDS } from '../../features/coverage/coverage-areas.layer.ts';
import { PLAN_BANDS } from '../../features/plans/plan.layer.ts';
import { usePlanLayers, usePlannedLookouts } from '../../features/plans/use-plan-layers.ts';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';
import { REVISIT_BANDS } from '../../features/revisit/revisit.layer.ts';
import { useRevisitLayers } from '../../features/revisit/use-revisit-layers.ts';
import { SITING_BANDS } from '../../features/siting/siting.layer.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { useAreaLayers } from './use-area-layers.ts';
import { useSitingLayers } from './use-siting-layers.ts';

const BANDS = { ...COVERAGE_AREA_BANDS, ...PLAN_BANDS, ...REVISIT_BANDS, ...SITING_BANDS };

/** Puts what the coverage workspace shows onto the map, as long as it is open. Draws nothing itself. */
export function CoverageLayers() {
  const { theme } = useMapTheme();
  const areas = useAreaLayers(theme);
  const plan = usePlanLayers(theme);
  const revisit = useRevisitLayers(theme);
  const siting = useSitingLayers(theme);
  useDrawLayers(
    useMemo(() => [...areas, ...plan, ...revisit, ...siting], [areas, plan, revisit, siting]),
    BANDS,
  );
  const ground = useWhatIfStore((state) => state.ground);
  const lookouts = usePlannedLookouts();
  // Before the next paint: what is dragged must not trail behind the pointer.
  useLayoutEffect(() => usePlannedGround.setState({ ground }), [ground]);
  useLayoutEffect(() => usePlannedLookoutsStore.setState({ lookouts }), [lookouts]);
  useEffect(
    () => () => {
      usePlannedGround.setState({ ground: null });
      usePlannedLookoutsStore.setState({ lookouts: null });
    },
    [],
  );
  return null;
}
