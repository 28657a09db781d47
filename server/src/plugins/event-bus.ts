import fp from 'fastify-plugin';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { CoverageFigures, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { IncidentsImported } from '@liaowang/shared/schemas/incidents-imported';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { runIsolated } from './run-isolated.ts';
import type { DatabaseState } from './postgres.ts';
import type { StoredFix } from './stored-fix.ts';

/** What happened, told after the commit. Payloads are never changed by listeners. */
export interface DomainEvents {
  'positions.stored': [fixes: readonly StoredFix[]];
  /** Units that said, without naming a place, that they still were where their newest fix is: it, at the time of saying. */
  'units.stood': [fixes: readonly StoredFix[]];
  'units.changed': [units: readonly RegisteredUnit[]];
  /** Every lookout that stands: one that is missing was taken away. */
  'lookouts.changed': [lookouts: readonly LookoutFeature[]];
  'incidents.reported': [incident: IncidentFeature];
  'incidents.changed': [incident: IncidentFeature];
  /** An import was committed; a count of 0: it was undone. */
  'incidents.imported': [change: IncidentsImported];
  /** A category came, changed or was merged. */
  'categories.changed': [];
  'alerts.raised': [alert: Alert];
  'alerts.changed': [alert: Alert];
  'coverage.computed': [figures: CoverageFigures];
  'gaps.computed': [gaps: TrackedGaps];
  'coverage-settings.changed': [settings: CoverageSettings];
  'coverage-rules.changed': [];
  'coverage-plans.changed': [];
  /** A hotspot record, or the nightly look at all of them. */
  'hotspots.changed': [];
  'database.changed': [state: DatabaseState];
  /** Another server has this database now: this one must end. */
  'database.takenOver': [];
  /** How far our clock is behind by what most devices say (negative: ahead), milliseconds; null = it is right again. */
  'server-clock.changed': [errorMs: number | null];
}

type EventName = keyof DomainEvents;

export interface EventBus {
  /** Calls `listener` on each event until the server ends, in the order in which listeners came. */
  on<E extends EventName>(event: E, listener: (...payload: DomainEvents[E]) => unknown): void;
  /** Tells every listener. Never throws: what happened has been committed, and stays so whatever becomes of the telling. */
  emit<E extends EventName>(event: E, ...payload: DomainEvents[E]): void;
  /** Resolves when the event happens next, or when `signal` aborts. */
  next(event: EventName, signal: AbortSignal): Promise<void>;
  /** How often listeners failed, by event. */
  readonly failures: ReadonlyMap<EventName, number>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Domain events inside this server. */
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
  return {
    failures,
    on(event, listener) {
      listenersOf(event).add(listener);
    },
    emit(event, ...payload) {
      for (const listener of listenersOf(event)) {
        runIsolated(
          () => listener(...(payload as never[])),
          (error) => {
            failures.set(event, (failures.get(event) ?? 0) + 1);
            onFailure(error, event);
          },
        );
      }
    },
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
