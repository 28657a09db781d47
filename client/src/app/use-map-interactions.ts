import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENTS_KEY, useIncidents } from '../entities/incidents/incidents.api.ts';
import { LOOKOUTS_KEY, useLookouts } from '../entities/lookouts/lookouts.api.ts';
import { KEY_AREAS_KEY, useKeyAreas } from '../entities/key-areas/key-areas.api.ts';
import { useUnitsStore } from '../entities/units/units.store.ts';
import { useCategoryName } from '../i18n/category-names.ts';
import { formatDuration } from '../lib/format.ts';
import { queryClient } from '../lib/query-client.ts';
import { serverClock } from '../lib/server-clock.ts';
import { useLanguage, useLocalName } from '../lib/use-language.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { stateNowMs } from '../live/state-now.ts';
import { findAtPoint, type MapTarget, type Targets } from '../map/find-at-point.ts';
import { toKindBits } from '../entities/units/unit-marks.layer.ts';
import type { LiveMap, LiveMapEvents } from '../map/live-map.ts';
import { usePointerStore } from '../map/map-control.ts';
import { useMapToolStore } from '../map/map-tool.store.ts';
import { isSameTarget, useMapViewStore } from '../map/map-view.store.ts';
import { useRulerStore } from '../map/ruler.ts';
import { findVisibleKinds } from './use-map-layers.ts';
import { useViewStore } from '../map/view.store.ts';

/** How often the camera moves after the unit it follows; each move takes as long, so that it never stops and starts. */
const FOLLOW_INTERVAL_MS = 1_000;

/** What can be hit now, from the stores: read at the moment of the hit, so that no event holds old data. */
function findTargets(): Targets {
  const { visibleLayers } = useViewStore.getState();
  const read = <T>(layer: 'lookouts' | 'incidents' | 'key-areas', key: readonly string[]): T[] =>
    visibleLayers.has(layer) ? (queryClient.getQueryData<T[]>(key) ?? []) : [];
  return {
    buffer: positionBuffer,
    visibleKinds: toKindBits(findVisibleKinds(visibleLayers)),
    lookouts: read('lookouts', LOOKOUTS_KEY),
    incidents: read('incidents', INCIDENTS_KEY),
    keyAreas: read('key-areas', KEY_AREAS_KEY),
  };
}

function findTargetAt(place: [number, number]): MapTarget | null {
  return findAtPoint(place, usePointerStore.getState().zoom, findTargets(), performance.now());
}

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
      // Dialogs and fields above the map take their own Esc.
      if (
        event.key !== 'Escape' ||
        event.defaultPrevented ||
        (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]'))
      )
        return;
      const { ruler, setRuler, select, follow } = useViewStore.getState();
      const { tool } = useMapToolStore.getState();
      if (tool?.cancel && tool.cancel() !== false) return;
      if (ruler) setRuler(false);
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
        const hovered = place === null || ruler || useMapToolStore.getState().tool?.cursor ? null : findTargetAt(place);
        const before = useMapViewStore.getState();
        if (!isSameTarget(before.hovered, hovered)) useMapViewStore.setState({ hovered });
        if (ruler || before.pointer !== null) useMapViewStore.setState({ pointer: ruler ? place : null });
      },
      click(place) {
        const { ruler, select } = useViewStore.getState();
        const { tool } = useMapToolStore.getState();
        if (tool?.click && tool.click(place) !== false) return;
        if (ruler) useRulerStore.getState().add(place);
        else select(findTargetAt(place));
      },
      report(place) {
        // In the middle of drawing nobody means to report.
        if (!useMapToolStore.getState().tool?.cursor) useViewStore.getState().startReport(place);
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

/** The name of what is under the pointer, with its age when it is an old position; null when nothing is. */
export function useHoveredName(): string | null {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const language = useLanguage();
  const localName = useLocalName();
  const hovered = useMapViewStore((state) => state.hovered);
  const units = useUnitsStore((state) => state.units);
  const lookouts = useLookouts().data;
  const incidents = useIncidents().data;
  const keyAreas = useKeyAreas().data;
  switch (hovered?.kind) {
    case 'unit': {
      const unit = units.get(hovered.id);
      const nowMs = stateNowMs();
      const fix = positionBuffer.fixOf(hovered.id);
      if (!unit || !fix) return null;
      const state = positionBuffer.stateOf(hovered.id, nowMs);
      const age = formatDuration(serverClock.toServerMs(nowMs) - fix.fixTimeMs, language);
      return state === 'fresh' ? localName(unit.name) : `${localName(unit.name)} · ${t(`unitState.${state}`)} ${age}`;
    }
    case 'lookout': {
      const lookout = lookouts?.find(({ properties }) => properties.lookoutId === hovered.id);
      return lookout ? localName(lookout.properties.name) : null;
    }
    case 'incident': {
      const incident = incidents?.find(({ properties }) => properties.incidentId === hovered.id);
      return incident ? nameOf(incident.properties.categoryId) : null;
    }
    case 'key-area': {
      const area = keyAreas?.find(({ id }) => id === hovered.id);
      return area ? localName(area.name) : null;
    }
    default:
      return null;
  }
}
