import type { Area } from '@liaowang/shared/schemas/area-set';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import { useEffect } from 'react';
import { useAreasStore } from './areas.store.ts';
import { isInside } from '../../map/hit-test.ts';
import { useMapToolStore, type Place } from '../../map/map-tool.store.ts';

const OWNER = 'areas';

function holds({ type, coordinates }: AreaGeometry, place: Place): boolean {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.some(
    ([outer, ...inner]) =>
      outer !== undefined && isInside(place, outer) && !inner.some((hole) => isInside(place, hole)),
  );
}

/** The smallest area at a place, as areas may overlap; null = none. */
export function findAreaAt(areas: readonly Area[], place: Place): Area | null {
  return areas
    .filter(({ geometry }) => holds(geometry, place))
    .reduce<Area | null>(
      (smallest, area) => (smallest === null || area.areaSquareMeters < smallest.areaSquareMeters ? area : smallest),
      null,
    );
}

/**
 * While areas are drawn on the map, a click puts a corner and a double click ends; otherwise the pointer marks the row of the
 * area below it, and a click chooses it. What lies on a chosen area (posts, incidents) is the map's to select; Esc lets it go.
 */
export function useAreaMapTool(
  areas: readonly Area[],
  selectedId: number | null,
  onSelect: (areaId: number | null) => void,
): void {
  const isDrawing = useAreasStore(({ drawing }) => drawing !== null && !drawing.isClosed);
  useEffect(() => {
    const { take, release } = useMapToolStore.getState();
    const store = useAreasStore.getState();
    if (isDrawing) {
      take({
        owner: OWNER,
        cursor: 'crosshair',
        click: store.addCorner,
        doubleClick: store.closeShape,
        move: store.moveTo,
        cancel: store.stopDrawing,
      });
    } else {
      take({
        owner: OWNER,
        cursor: '',
        move(place) {
          const hoveredId = place ? (findAreaAt(areas, place)?.areaId ?? null) : null;
          if (useAreasStore.getState().hoveredId !== hoveredId) store.hover(hoveredId);
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
      });
    }
    return () => release(OWNER);
  }, [areas, selectedId, onSelect, isDrawing]);
  useEffect(() => {
    if (!isDrawing) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { closeShape, takeCornerBack } = useAreasStore.getState();
      if (event.key === 'Enter') closeShape();
      else if (event.key === 'Backspace') takeCornerBack();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isDrawing]);
}
