import type { FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { useMemo } from 'react';
import { createCellPicker, pickZone } from './pick-cell.ts';
import { useZonesStore } from './zones.store.ts';
import { useMapTool, type MapTool } from '../../map/map-tool.store.ts';

/**
 * While the tab shows zones the pointer reads their cells and marks their rows; a click opens a zone. What lies on a zone
 * that is open already (posts, incidents) is the map's to select; Esc closes the zone.
 */
export function useZoneMapTool(openZone: (zone: FoundZone | null) => void): void {
  const result = useZonesStore(({ answer }) => (answer?.kind === 'zones' ? answer.found.result : null));
  const tool = useMemo((): MapTool | null => {
    if (!result) return null;
    const pickCell = result.cells ? createCellPicker(result.cells) : null;
    return {
      owner: 'zones',
      cursor: '',
      move(place) {
        const hoveredRank = place ? pickZone(result.zones, ...place) : null;
        const hoveredCell = place && pickCell ? pickCell(...place) : null;
        const before = useZonesStore.getState();
        if (before.hoveredRank !== hoveredRank || before.hoveredCell !== hoveredCell)
          useZonesStore.setState({ hoveredRank, hoveredCell });
      },
      click(place) {
        const rank = pickZone(result.zones, ...place);
        if (rank === null || rank === useZonesStore.getState().openRank) return false;
        openZone(result.zones.find((zone) => zone.rank === rank) ?? null);
        return true;
      },
      cancel() {
        if (useZonesStore.getState().openRank === null) return false;
        openZone(null);
        return true;
      },
    };
  }, [result, openZone]);
  useMapTool(tool);
}
