import { findFarthestMeters } from '@liaowang/shared/analysis/coverage/seen-shape';
import { drawSector } from '@liaowang/shared/analysis/coverage/sector-outline';
import { LEAST_CORNERS, type LngLat } from '@liaowang/shared/schemas/geometry';
import { MOST_GROUND_CORNERS } from '@liaowang/shared/schemas/watch-shape';
import { useMemo } from 'react';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { createHandleLayers, handleBands } from '../../map/handles.layer.ts';
import { mapControl, usePointerStore } from '../../map/map-control.ts';
import { useMapTool, type MapTool } from '../../map/map-tool.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { dragRangeHandle, listRangeHandles, toGround } from './range-handles.ts';
import { outlineOf } from './range-outline.ts';
import { tryRange, useRangeTrial, type SeenRange } from './range-trial.store.ts';

const OWNER = 'lookout-range';
const BANDS = handleBands('range');
/** CSS pixels by which a handle may be missed. */
const HIT_PIXELS = 12;
/** Of a double click: both count as one corner, CSS pixels. */
const SAME_PIXELS = 4;

export function startDrawing(): void {
  useRangeTrial.setState({ drawing: { corners: [], pointer: null } });
}

export function stopDrawing(): void {
  useRangeTrial.setState({ drawing: null });
}

function change(corners: (before: readonly LngLat[]) => readonly LngLat[]): void {
  useRangeTrial.setState(({ drawing }) =>
    drawing ? { drawing: { ...drawing, corners: corners(drawing.corners) } } : {},
  );
}

function addCorner(place: LngLat): void {
  const { metersPerPixel } = usePointerStore.getState();
  change((before) => {
    const last = before.at(-1);
    const isSame = last !== undefined && computeNearbyDistanceMeters(last, place) <= SAME_PIXELS * metersPerPixel;
    return isSame || before.length >= MOST_GROUND_CORNERS ? before : [...before, place];
  });
}

/** The outline of what is tried, of the whole disk too. */
function listOutline(position: LngLat, range: SeenRange): LngLat[] {
  const circle = { bearingDegrees: 0, angleDegrees: 360 };
  return outlineOf(position, range) ?? drawSector(position, range.detectionRangeMeters, circle).coordinates[0]!;
}

/** Ends the drawing: with three corners or more they are what the lookout at `position` sees. */
export function closeDrawing(position: LngLat): void {
  const { drawing } = useRangeTrial.getState();
  if (!drawing || drawing.corners.length < LEAST_CORNERS) return;
  const shape = toGround(drawing.corners);
  tryRange({ detectionRangeMeters: Math.ceil(findFarthestMeters(position, shape.geometry)), shape });
  stopDrawing();
}

/** Keys of drawing: they are used up, whatever has the focus. */
function pressWhileDrawing(key: string, position: LngLat): boolean {
  const middle = mapControl.getCenter();
  if (key === 'Enter') closeDrawing(position);
  else if (key === 'Backspace') change((before) => before.slice(0, -1));
  else if (key === ' ' && middle) addCorner(middle);
  else return false;
  return true;
}

/** Takes the handle at a place of what is tried at `position`; null = none is there. */
function grabHandle(position: LngLat, place: LngLat, metersPerPixel: number): ReturnType<NonNullable<MapTool['grab']>> {
  const { trial } = useRangeTrial.getState();
  const found =
    trial &&
    listRangeHandles(position, trial.range).find(
      (handle) => computeNearbyDistanceMeters(handle.position, place) <= HIT_PIXELS * metersPerPixel,
    );
  if (!found) return null;
  return {
    drag(to) {
      const latest = useRangeTrial.getState().trial;
      if (!latest) return;
      const range = dragRangeHandle(position, latest.range, found.id, to);
      tryRange(
        range.shape.kind === 'ground'
          ? { ...range, detectionRangeMeters: Math.ceil(findFarthestMeters(position, range.shape.geometry)) }
          : range,
      );
    },
    drop: () => undefined,
  };
}

/**
 * Gives the pointer to the range that is tried on a lookout at `position`: its handles are dragged; while ground is drawn,
 * a click puts a corner (Space in the middle of the map), a double click or Enter ends, Backspace takes a corner back. Esc
 * leaves the drawing, then what is tried.
 */
export function useRangeMapTool(position: LngLat, onCancel: () => void): void {
  const { palette } = useMapTheme();
  const trial = useRangeTrial((state) => state.trial);
  const drawing = useRangeTrial((state) => state.drawing);
  const isDrawing = drawing !== null;
  const handles = useMemo(
    () => (isDrawing || !trial ? [] : listRangeHandles(position, trial.range).map((handle) => handle.position)),
    [isDrawing, position, trial],
  );
  useDrawLayers(
    useMemo(() => {
      const corners = drawing?.corners ?? [];
      const tried = trial ? listOutline(position, trial.range) : [];
      const draft = !drawing ? tried : drawing.pointer ? [...corners, drawing.pointer] : corners;
      return createHandleLayers(
        'range',
        { handles: [...handles, ...corners], draft, color: [...palette.lookout, 255] },
        palette,
      );
    }, [drawing, handles, palette, position, trial]),
    BANDS,
  );

  const tool = useMemo(
    (): MapTool =>
      isDrawing
        ? {
            owner: OWNER,
            cursor: 'crosshair',
            click: addCorner,
            doubleClick: () => closeDrawing(position),
            move: (pointer) =>
              useRangeTrial.setState((state) => (state.drawing ? { drawing: { ...state.drawing, pointer } } : {})),
            press: (key) => pressWhileDrawing(key, position),
            cancel: stopDrawing,
          }
        : {
            owner: OWNER,
            cursor: '',
            // What is tried is not lost by a click beside it.
            click: () => true,
            grab: (place, metersPerPixel) => grabHandle(position, place, metersPerPixel),
            cancel: onCancel,
          },
    [isDrawing, position, onCancel],
  );
  useMapTool(tool);
}
