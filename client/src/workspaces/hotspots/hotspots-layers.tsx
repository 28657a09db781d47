import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect } from 'react';
import { clearWorkspaceLayers, useWorkspaceLayers } from '../../entities/observers/workspace-layers.store.ts';
import { useAreaLayers } from './use-area-layers.ts';
import { useChangeLayers } from '../../features/change/use-change-layers.ts';
import { useFilterLink } from './use-filter-link.ts';
import { useImportLayers } from '../../features/imports/use-import-layers.ts';
import { useIncidentDotsLayer } from './use-incident-dots-layer.ts';
import { useMethodLink } from './use-method-link.ts';
import { useOutcomeLayers } from './use-outcome-layers.ts';
import { useReviewLayers } from './use-record-layers.ts';
import { useZoneLayers } from '../../features/zones/use-zone-layers.ts';

/** Puts what the hotspot workspace shows onto the map, as long as it is open. Draws nothing itself. */
export function HotspotsLayers() {
  const theme = useComputedColorScheme('dark');
  useFilterLink();
  useMethodLink();
  const zoneLayers = useZoneLayers(theme);
  const importLayers = useImportLayers(theme);
  // What a file holds is shown alone: dots upon dots would not be told apart.
  const dotLayers = useIncidentDotsLayer(theme, importLayers.length > 0);
  const areaLayers = useAreaLayers(theme);
  const changeLayers = useChangeLayers(theme);
  const reviewLayers = useReviewLayers(theme);
  const outcomeLayers = useOutcomeLayers(theme);
  // Before the next paint: the map must not trail behind the charts.
  useLayoutEffect(
    () =>
      useWorkspaceLayers.setState({
        layers: [
          ...areaLayers,
          ...dotLayers,
          ...importLayers,
          ...zoneLayers,
          ...changeLayers,
          ...reviewLayers,
          ...outcomeLayers,
        ],
        disks: null,
        lookouts: null,
      }),
    [areaLayers, dotLayers, zoneLayers, changeLayers, importLayers, reviewLayers, outcomeLayers],
  );
  useEffect(() => clearWorkspaceLayers, []);
  return null;
}
