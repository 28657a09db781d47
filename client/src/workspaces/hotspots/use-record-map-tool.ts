import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { useEffect, useMemo } from 'react';
import { useRecordsStore } from '../../features/records/records.store.ts';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { usePointerStore } from '../../map/map-control.ts';
import { useMapTool, useMapToolStore, type MapTool, type Place } from '../../map/map-tool.store.ts';
import { useHotspotsView } from './hotspots-view.store.ts';

const OWNER = 'review';
/** CSS pixels around its middle that a small record can be hit within: its mark. */
const HIT_PIXELS = 9;

/** The smallest record at a place of the map, or one whose mark is there; null = none. */
export function findRecordAt(
  place: Place,
  records: readonly HotspotRecord[],
  metersPerPixel: number,
): HotspotRecord | null {
  const isHit = ({ geometry, labelPoint }: HotspotRecord): boolean =>
    isInsideArea(place, geometry) || computeNearbyDistanceMeters(place, labelPoint) <= HIT_PIXELS * metersPerPixel;
  return records
    .filter(isHit)
    .reduce<HotspotRecord | null>(
      (smallest, record) =>
        smallest === null || record.areaSquareMeters < smallest.areaSquareMeters ? record : smallest,
      null,
    );
}

/**
 * While the review tab is open, a click on a record of the map opens it, and the pointer over one marks its row. What lies
 * inside the chosen record (posts, incidents) is the map's to select; Esc closes the record.
 */
export function useRecordMapTool(records: readonly HotspotRecord[]): void {
  const tool = useMemo((): MapTool => {
    const findOther = (place: Place): HotspotRecord | null => {
      const found = findRecordAt(place, records, usePointerStore.getState().metersPerPixel);
      return found?.hotspotId === useHotspotsView.getState().hotspotId ? null : found;
    };
    return {
      owner: OWNER,
      cursor: '',
      click(place) {
        const found = findOther(place);
        if (found === null) return false;
        useHotspotsView.getState().chooseHotspot(found.hotspotId);
        return true;
      },
      move(place) {
        const found = place === null ? null : findOther(place);
        const { hoveredId, hover } = useRecordsStore.getState();
        if (hoveredId !== (found?.hotspotId ?? null)) hover(found?.hotspotId ?? null);
        useMapToolStore.getState().setCursor(OWNER, found === null ? '' : 'pointer');
      },
      cancel() {
        const { hotspotId, chooseHotspot } = useHotspotsView.getState();
        if (hotspotId === null) return false;
        chooseHotspot(null);
        return true;
      },
    };
  }, [records]);
  useMapTool(tool);
  useEffect(() => () => useRecordsStore.getState().hover(null), [records]);
}
