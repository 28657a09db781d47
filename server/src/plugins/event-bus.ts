import { EventEmitter } from 'node:events';
import fp from 'fastify-plugin';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { CoverageFigures, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { IncidentsImported } from '@liaowang/shared/schemas/incident-import';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { StoredFix } from './stored-fix.ts';

/** What happened, told after the commit. Payloads are never changed by listeners. */
export interface DomainEvents {
  'positions.stored': [fixes: readonly StoredFix[]];
  'units.changed': [units: readonly RegisteredUnit[]];
  /** Every lookout that stands: one that is missing was taken away. */
  'lookouts.changed': [lookouts: readonly LookoutFeature[]];
  'incidents.reported': [incident: IncidentFeature];
  'incidents.changed': [incident: IncidentFeature];
  /** An import was committed; a count of 0: it was undone. */
  'incidents.imported': [change: IncidentsImported];
  'alerts.raised': [alert: Alert];
  'alerts.changed': [alert: Alert];
  'coverage.computed': [figures: CoverageFigures];
  'gaps.computed': [gaps: TrackedGaps];
  'coverage-settings.changed': [settings: CoverageSettings];
  'coverage-rules.changed': [];
  'coverage-plans.changed': [];
  /** A hotspot record, or the nightly look at all of them. */
  'hotspots.changed': [];
  'database.changed': [state: 'up' | 'down'];
}

export type EventBus = EventEmitter<DomainEvents>;

declare module 'fastify' {
  interface FastifyInstance {
    /** Domain events inside this server. */
    bus: EventBus;
  }
}

export default fp(
  async (app) => {
    const bus: EventBus = new EventEmitter();
    bus.setMaxListeners(50);
    app.decorate('bus', bus);
  },
  { name: 'event-bus' },
);
