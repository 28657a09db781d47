import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect } from 'react';
import { clearWorkspaceLayers, useWorkspaceLayers } from '../../entities/observers/workspace-layers.store.ts';
import { useAreaLayers } from './use-area-layers.ts';
import { usePlanLayers, usePlannedLookouts } from '../../features/plans/use-plan-layers.ts';
import { useRevisitLayers } from '../../features/revisit/use-revisit-layers.ts';
import { useSitingLayers } from './use-siting-layers.ts';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';

/** Puts what the coverage workspace shows onto the map, as long as it is open. Draws nothing itself. */
export function CoverageLayers() {
  const theme = useComputedColorScheme('dark');
  const areaLayers = useAreaLayers(theme);
  const planLayers = usePlanLayers(theme);
  const revisitLayers = useRevisitLayers(theme);
  const sitingLayers = useSitingLayers(theme);
  const disks = useWhatIfStore((state) => state.disks);
  const lookouts = usePlannedLookouts();
  // Before the next paint: what is dragged must not trail behind the pointer.
  useLayoutEffect(
    () =>
      useWorkspaceLayers.setState({
        layers: [...areaLayers, ...planLayers, ...revisitLayers, ...sitingLayers],
        disks,
        lookouts,
      }),
    [areaLayers, planLayers, revisitLayers, sitingLayers, disks, lookouts],
  );
  useEffect(() => clearWorkspaceLayers, []);
  return null;
}
