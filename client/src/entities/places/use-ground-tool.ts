import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { useEffect, useMemo } from 'react';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { useMapTool, type MapTool } from '../../map/map-tool.store.ts';
import { closedRing, useOutlineDrawing } from '../../map/outline-drawing.store.ts';
import { roundPlace } from '../../map/round-place.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { createGroundDraftLayers, GROUND_DRAFT_BANDS } from './ground-draft.layer.ts';
import { listGroundHandles, moveCorner } from './ground-handles.ts';

const OWNER = 'ground-field';
/** CSS pixels by which a corner may be missed. */
const HIT_PIXELS = 12;

/** Ends the drawing, if there is enough of it. */
export function endDrawing(onChange: (ground: PolygonGeometry) => void): void {
  const ring = closedRing();
  if (!ring) return;
  useOutlineDrawing.getState().stop();
  onChange({ type: 'Polygon', coordinates: [ring] });
}

/** Keys of drawing: they are used up, whatever has the focus. */
function press(key: string, onChange: (ground: PolygonGeometry) => void): boolean {
  const { addCorner, takeCornerBack } = useOutlineDrawing.getState();
  const middle = mapControl.getCenter();
  if (key === 'Enter') endDrawing(onChange);
  else if (key === 'Backspace') takeCornerBack();
  else if (key === ' ' && middle) addCorner(middle);
  else return false;
  return true;
}

/** Drags the corner of the ground that is at a place; null = none is. */
function grabCorner(
  ground: PolygonGeometry,
  place: LngLat,
  metersPerPixel: number,
  onChange: (ground: PolygonGeometry) => void,
): ReturnType<NonNullable<MapTool['grab']>> {
  const index = listGroundHandles(ground).findIndex(
    (corner) => computeNearbyDistanceMeters(corner, place) <= HIT_PIXELS * metersPerPixel,
  );
  if (index < 0) return null;
  return { drag: (to) => onChange(moveCorner(ground, index, roundPlace(to))), drop: () => undefined };
}

/**
 * Shows the ground of a form on the map. While it is drawn a click puts a corner (Space in the middle of the map), a double
 * click or Enter ends, Backspace takes a corner back, Esc leaves it; afterwards its corners can be dragged. `onChange` is memoised.
 */
export function useGroundTool(ground: AreaGeometry | null, onChange: (ground: PolygonGeometry) => void): void {
  const { palette } = useMapTheme();
  const drawing = useOutlineDrawing((state) => state.drawing);
  const isDrawing = drawing !== null;
  // Who leaves the form leaves the drawing.
  useEffect(() => useOutlineDrawing.getState().stop, []);
  useDrawLayers(
    useMemo(() => {
      const corners = drawing?.corners ?? [];
      return createGroundDraftLayers(
        {
          ground: drawing ? null : ground,
          handles: drawing ? corners : listGroundHandles(ground),
          draft: drawing?.pointer ? [...corners, drawing.pointer] : corners,
        },
        palette,
      );
    }, [drawing, ground, palette]),
    GROUND_DRAFT_BANDS,
  );
  const tool = useMemo((): MapTool | null => {
    if (isDrawing)
      return {
        owner: OWNER,
        cursor: 'crosshair',
        click: (place) => useOutlineDrawing.getState().addCorner(place),
        doubleClick: () => endDrawing(onChange),
        move: (pointer) => useOutlineDrawing.getState().moveTo(pointer),
        press: (key) => press(key, onChange),
        cancel: () => useOutlineDrawing.getState().stop(),
      };
    if (ground?.type !== 'Polygon' || listGroundHandles(ground).length === 0) return null;
    return {
      owner: OWNER,
      cursor: '',
      // What is edited is not lost by a click beside it.
      click: () => true,
      grab: (place, metersPerPixel) => grabCorner(ground, place, metersPerPixel, onChange),
    };
  }, [isDrawing, ground, onChange]);
  useMapTool(tool);
}
