import { useEffect, useRef, useState } from 'react';
import { isCallForHelp } from '@liaowang/shared/schemas/alert';
import { useAlerts } from '../../entities/alerts/alerts.api.ts';
import { isUnconfirmedCritical } from '../../entities/incidents/incident-look.tsx';
import { useIncidents } from '../../entities/incidents/incidents.api.ts';
import { useNow } from '../../lib/use-now.ts';
import { CLOSE_ZOOM, goToPlace, goToThing } from '../../map/go-to.ts';
import { mapControl } from '../../map/map-control.ts';
import { findTarget } from '../../map/selectable.ts';
import type { Selection } from '../../map/selection.ts';
import { useViewStore } from '../../map/view.store.ts';
import { RESTING, findNext, turn, type RotaPhase, type RotaState } from './rota-turn.ts';
import type { RotaView } from './rota-views.ts';
import { useRotaStore } from './rota.store.ts';
import { useRotaViews } from './use-rota-views.ts';

const MINUTE_MS = 60_000;

interface Urgent {
  key: string;
  selection: Selection;
  /** Where it was raised, for what has no place of its own. */
  position: [number, number] | null;
}

/** What needs a person before all else: the newest call for help that is not closed, else the newest critical incident that nobody took. */
function useUrgent(): Urgent | null {
  const alerts = useAlerts().data ?? [];
  const incidents = useIncidents().data ?? [];
  const call = alerts
    .filter(isCallForHelp)
    .filter(({ status, subjectId }) => status !== 'cleared' && subjectId !== null)
    .toSorted((a, b) => b.raisedAt.localeCompare(a.raisedAt))[0];
  if (call)
    return {
      key: `alert:${call.id}`,
      selection: { kind: 'unit', id: call.subjectId! },
      position: call.position && [...call.position],
    };
  // The list is newest first.
  const incident = incidents.find(({ properties }) => isUnconfirmedCritical(properties));
  if (!incident) return null;
  const id = incident.properties.incidentId;
  return { key: `incident:${id}`, selection: { kind: 'incident', id }, position: null };
}

/** Keys that are meant for the rota or the wall itself. */
const ROTA_KEYS: ReadonlySet<string> = new Set(['p', 'w', 'Escape']);

/** When somebody last pressed, turned the wheel or used a key over the room, by this computer's clock; what they did to the rota itself does not count. */
function useLastTouch(): { current: number | null } {
  const touched = useRef<number | null>(null);
  useEffect(() => {
    const touch = (event: Event) => {
      const { target } = event;
      if (event instanceof KeyboardEvent && ROTA_KEYS.has(event.key.length === 1 ? event.key.toLowerCase() : event.key))
        return;
      if (!(target instanceof Element && target.closest('[data-rota]'))) touched.current = performance.now();
    };
    const kinds = ['pointerdown', 'wheel', 'touchstart', 'keydown'] as const;
    for (const kind of kinds) addEventListener(kind, touch, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) removeEventListener(kind, touch, { capture: true });
    };
  }, []);
  return touched;
}

function goToUrgent({ selection, position }: Urgent): void {
  if (findTarget(selection) === null && position) goToPlace(position, CLOSE_ZOOM);
  goToThing(selection);
}

function goToView({ target }: RotaView): void {
  const { select, follow } = useViewStore.getState();
  follow(null);
  select(null);
  if ('bounds' in target) mapControl.fitBounds(target.bounds);
  else mapControl.flyTo(target);
}

export interface Rota {
  phase: RotaPhase;
  shown: RotaView | null;
  next: RotaView | null;
  secondsLeft: number;
}

/** Turns the wall through its views, second by second, as long as it is mounted. */
export function useRota(): Rota {
  const nowMs = useNow();
  const dwellMs = useRotaStore((store) => store.plan.dwellSeconds) * 1_000;
  const views = useRotaViews(Math.floor(nowMs / MINUTE_MS));
  const urgent = useUrgent();
  const touched = useLastTouch();
  const [state, setState] = useState<RotaState>(RESTING);
  const keys = views.map(({ key }) => key);
  const urgentKey = urgent?.key ?? null;
  const latest = useRef({ state, keys, views, urgent });
  latest.current = { state, keys, views, urgent };
  const keyList = keys.join();
  useEffect(() => {
    const before = latest.current.state;
    const after = turn(before, {
      nowMs: performance.now(),
      dwellMs,
      keys: latest.current.keys,
      touchedMs: touched.current,
      urgentKey,
    });
    if (after === before) return;
    setState(after);
    if (after.phase === 'urgent') goToUrgent(latest.current.urgent!);
    const view = after.phase === 'turning' && latest.current.views.find(({ key }) => key === after.key);
    if (view) goToView(view);
  }, [nowMs, dwellMs, keyList, urgentKey, touched]);
  const viewOf = (key: string | null) => views.find((view) => view.key === key) ?? null;
  return {
    phase: state.phase,
    shown: viewOf(state.key),
    next: viewOf(findNext(keys, state)),
    secondsLeft: Math.max(0, Math.ceil((state.sinceMs + dwellMs - performance.now()) / 1_000)),
  };
}
