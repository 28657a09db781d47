import type { Area } from '@liaowang/shared/schemas/area-set';
import { useMemo } from 'react';
import { useAreasStore } from './areas.store.ts';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { useMapTool, type MapTool, type Place } from '../../map/map-tool.store.ts';

const OWNER = 'areas';

const DRAWING: MapTool = {
  // Beside the tool that chooses, which may wait: who begins to draw takes the pointer.
  owner: 'areas-drawing',
  cursor: 'crosshair',
  click: (place) => useAreasStore.getState().addCorner(place),
  doubleClick: () => useAreasStore.getState().closeShape(),
  move: (place) => useAreasStore.getState().moveTo(place),
  press(key) {
    const { closeShape, takeCornerBack } = useAreasStore.getState();
    if (key === 'Enter') closeShape();
    else if (key === 'Backspace') takeCornerBack();
    else return false;
    return true;
  },
  cancel: () => useAreasStore.getState().stopDrawing(),
};

/** The smallest area at a place, as areas may overlap; null = none. */
export function findAreaAt(areas: readonly Area[], place: Place): Area | null {
  return areas
    .filter(({ geometry }) => isInsideArea(place, geometry))
    .reduce<Area | null>(
      (smallest, area) => (smallest === null || area.areaSquareMeters < smallest.areaSquareMeters ? area : smallest),
      null,
    );
}

/**
 * While areas are drawn on the map, a click puts a corner, a double click or Enter ends, Backspace takes a corner back; otherwise the pointer marks the row of the
 * area below it, and a click chooses it. What lies on a chosen area (posts, incidents) is the map's to select; Esc lets it go.
 */
export function useAreaMapTool(
  areas: readonly Area[],
  selectedId: number | null,
  onSelect: (areaId: number | null) => void,
): void {
  const isDrawing = useAreasStore(({ drawing }) => drawing !== null && !drawing.isClosed);
  const choosing = useMemo(
    (): MapTool => ({
      owner: OWNER,
      cursor: '',
      move(place) {
        const hoveredId = place ? (findAreaAt(areas, place)?.areaId ?? null) : null;
        const { hoveredId: before, hover } = useAreasStore.getState();
        if (before !== hoveredId) hover(hoveredId);
      },
      click(place) {
        const found = findAreaAt(areas, place);
        if (found === null || found.areaId === selectedId) return false;
        onSelect(found.areaId);
        return true;
      },
      cancel() {
        if (selectedId === null) return false;
        onSelect(null);
        return true;
      },
    }),
    [areas, selectedId, onSelect],
  );
  useMapTool(choosing);
  useMapTool(isDrawing ? DRAWING : null);
}
