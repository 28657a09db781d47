import fp from 'fastify-plugin';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { IncidentsImported } from '@liaowang/shared/schemas/incidents-imported';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { runIsolated } from './run-isolated.ts';
import type { DatabaseState } from './postgres.ts';
import type { StoredFix } from './stored-fix.ts';

/**
 * What happened, told after its commit: it is in the database whatever becomes of the telling, and will be told from
 * there when several servers share it. Payloads are never changed by listeners.
 */
export interface Facts {
  'positions.stored': [fixes: readonly StoredFix[]];
  /** Units that said, without naming a place, that they still were where their newest fix is: it, at the time of saying. */
  'units.stood': [fixes: readonly StoredFix[]];
  /** Its names, time zone or boundary: what was laid out over it is of the one before until the server has started anew. */
  'jurisdiction.changed': [];
  'units.changed': [units: readonly RegisteredUnit[]];
  /** Units were retired: what they did stays. */
  'units.retired': [units: readonly RegisteredUnit[]];
  'incidents.reported': [incident: IncidentFeature];
  'incidents.changed': [incident: IncidentFeature];
  /** An import was committed; a count of 0: it was undone. */
  'incidents.imported': [change: IncidentsImported];
  /** A category came, changed or was merged. */
  'categories.changed': [];
  'alerts.changed': [alert: Alert];
  'coverage-settings.changed': [settings: CoverageSettings];
  'alert-rules.changed': [];
  'coverage-plans.changed': [];
  /** A hotspot record, or the nightly look at all of them. */
  'hotspots.changed': [];
}

/**
 * How things look to this server now, each in place of the one before: nothing is stored, a listener that missed one
 * loses nothing, and every server makes its own.
 */
export interface Pictures {
  /** Every lookout that stands, on duty or not: one that is missing was taken away. */
  'lookouts.changed': [lookouts: readonly LookoutFeature[]];
  /** Branches, their ground or key areas are others: `app.registry` has them. */
  'registry.changed': [];
  'database.changed': [state: DatabaseState];
  /** Another server has this database now: this one must end. */
  'database.takenOver': [];
  /** How far our clock is behind by what most devices say (negative: ahead), milliseconds; null = it is right again. */
  'server-clock.changed': [errorMs: number | null];
}

type Events = Facts & Pictures;
type EventName = keyof Events;

export interface EventBus {
  /** Calls `listener` on each event until the server ends, in the order in which listeners came. */
  on<E extends EventName>(event: E, listener: (...payload: Events[E]) => unknown): void;
  /** Tells every listener of a fact. Never throws: what happened has been committed, and stays so whatever becomes of the telling. */
  emit<E extends keyof Facts>(event: E, ...payload: Facts[E]): void;
  /** Shows every listener how things look now. Never throws either. */
  show<E extends keyof Pictures>(event: E, ...payload: Pictures[E]): void;
  /** Resolves when the event happens next, or when `signal` aborts. */
  next(event: EventName, signal: AbortSignal): Promise<void>;
  /** How often listeners failed, by event. */
  readonly failures: ReadonlyMap<EventName, number>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Facts and pictures inside this server. */
    bus: EventBus;
  }
}

/** A bus whose listeners are isolated: one that throws or rejects is told to `onFailure`, and the next hears the event all the same. */
export function createEventBus(onFailure: (error: unknown, event: EventName) => void): EventBus {
  const listeners = new Map<EventName, Set<(...payload: never[]) => unknown>>();
  const failures = new Map<EventName, number>();
  const listenersOf = (event: EventName) => {
    const known = listeners.get(event) ?? new Set();
    listeners.set(event, known);
    return known;
  };
  const tell = (event: EventName, ...payload: unknown[]): void => {
    for (const listener of listenersOf(event)) {
      runIsolated(
        () => listener(...(payload as never[])),
        (error) => {
          failures.set(event, (failures.get(event) ?? 0) + 1);
          onFailure(error, event);
        },
      );
    }
  };
  return {
    failures,
    on(event, listener) {
      listenersOf(event).add(listener);
    },
    emit: tell,
    show: tell,
    next(event, signal) {
      return new Promise((resolve) => {
        const end = () => {
          listenersOf(event).delete(end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        listenersOf(event).add(end);
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      });
    },
  };
}

export default fp(
  async (app) => {
    app.decorate(
      'bus',
      createEventBus((error, event) => app.log.error({ err: error, event }, 'a listener of a domain event failed')),
    );
  },
  { name: 'event-bus' },
);
