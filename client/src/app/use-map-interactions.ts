import { useEffect, useMemo } from 'react';
import { positionBuffer } from '../live/position-buffer.ts';
import { findTargetAt } from '../map/hit-test.ts';
import type { LiveMap, LiveMapEvents } from '../map/live-map.ts';
import { usePointerStore } from '../map/map-control.ts';
import { useMapToolStore } from '../map/map-tool.store.ts';
import { isSameTarget, useMapViewStore } from '../map/map-view.store.ts';
import { useRulerStore } from '../map/ruler.ts';
import { usePlaceStore } from '../features/around/place.store.ts';
import { usePlaceMenuStore } from './place-menu.store.ts';
import { useViewStore } from '../map/view.store.ts';
import { takesKeys } from '../lib/takes-keys.ts';

/** How often the camera moves after the unit it follows; each move takes as long, so that it never stops and starts. */
const FOLLOW_INTERVAL_MS = 1_000;

/** What the pointer does on the map, and the camera following a unit. Esc ends a tool first, then the ruler, then the selection. */
export function useMapInteractions(liveMap: LiveMap | null, reducedMotion: boolean): LiveMapEvents {
  const followUnitId = useViewStore((state) => state.followUnitId);
  const isRulerOn = useViewStore((state) => state.ruler);
  const isOverTarget = useMapViewStore((state) => state.hovered !== null);
  const toolCursor = useMapToolStore(({ tool }) => tool?.cursor ?? '');

  useEffect(() => {
    if (liveMap === null || followUnitId === null) return undefined;
    const follow = (): void => {
      const fix = positionBuffer.fixOf(followUnitId);
      if (fix) liveMap.moveTo([fix.lng, fix.lat], reducedMotion ? 0 : FOLLOW_INTERVAL_MS);
    };
    follow();
    const timer = setInterval(follow, FOLLOW_INTERVAL_MS);
    return () => clearInterval(timer);
  }, [liveMap, followUnitId, reducedMotion]);

  const cursor = toolCursor !== '' ? toolCursor : isRulerOn ? 'crosshair' : isOverTarget ? 'pointer' : '';
  useEffect(() => liveMap?.setCursor(cursor), [liveMap, cursor]);

  useEffect(() => {
    if (!isRulerOn) useRulerStore.getState().clear();
  }, [isRulerOn]);

  useEffect(() => {
    const clearOnEscape = (event: KeyboardEvent): void => {
      // Dialogs, menus and fields above the map take their own Esc.
      if (event.key !== 'Escape' || event.defaultPrevented || takesKeys(event.target)) return;
      const { ruler, setRuler, selection, select, follow } = useViewStore.getState();
      const { place, mark } = usePlaceStore.getState();
      const { tool } = useMapToolStore.getState();
      if (tool?.cancel && tool.cancel() !== false) return;
      if (ruler) setRuler(false);
      else if (selection === null && place !== null) mark(null);
      else {
        follow(null);
        select(null);
      }
    };
    window.addEventListener('keydown', clearOnEscape);
    return () => window.removeEventListener('keydown', clearOnEscape);
  }, []);

  return useMemo(
    () => ({
      hover(place) {
        const { ruler } = useViewStore.getState();
        const { tool } = useMapToolStore.getState();
        tool?.move?.(place);
        // A tool that shows a cursor of its own has the pointer: nothing else can be selected there.
        const hovered =
          place === null || ruler || useMapToolStore.getState().tool?.cursor
            ? null
            : findTargetAt(place, usePointerStore.getState().zoom);
        const before = useMapViewStore.getState();
        if (!isSameTarget(before.hovered, hovered)) useMapViewStore.setState({ hovered });
        if (ruler || before.pointer !== null) useMapViewStore.setState({ pointer: ruler ? place : null });
      },
      click(place) {
        const { ruler, select } = useViewStore.getState();
        const { tool } = useMapToolStore.getState();
        if (tool?.click && tool.click(place) !== false) return;
        if (ruler) useRulerStore.getState().add(place);
        else select(findTargetAt(place, usePointerStore.getState().zoom));
      },
      menu(place, at) {
        // In the middle of drawing nobody means it.
        if (!useMapToolStore.getState().tool?.cursor) usePlaceMenuStore.getState().open(place, at);
      },
      dragged() {
        useViewStore.getState().follow(null);
      },
      doubleClick(place) {
        const { tool } = useMapToolStore.getState();
        // Two quick clicks of a tool that draws are two clicks, never a zoom.
        return tool?.doubleClick ? tool.doubleClick(place) !== false : Boolean(tool?.cursor);
      },
      grab(place, metersPerPixel) {
        return useMapToolStore.getState().tool?.grab?.(place, metersPerPixel) ?? null;
      },
    }),
    [],
  );
}
