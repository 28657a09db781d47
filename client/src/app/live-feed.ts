import { Alert } from '@liaowang/shared/schemas/alert';
import { CoverageFigures } from '@liaowang/shared/schemas/coverage';
import { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { Unit } from '@liaowang/shared/schemas/unit';
import Type from 'typebox';
import { withAlert } from '../features/alerts/alert-list.ts';
import { ALERTS_KEY } from '../features/alerts/alerts.api.ts';
import { COVERAGE_FIGURES_KEY } from '../features/coverage/coverage.api.ts';
import { HOTSPOTS_KEY } from '../features/hotspots/hotspots.api.ts';
import { withIncident } from '../features/incidents/incident-list.ts';
import { INCIDENTS_KEY, INCIDENT_SUMMARY_KEY } from '../features/incidents/incidents.api.ts';
import { LOOKOUTS_KEY } from '../features/lookouts/lookouts.api.ts';
import { useUnitsStore } from '../features/units/units.store.ts';
import { queryClient } from '../lib/query-client.ts';
import type { LiveFeed } from '../live/live-connection.ts';
import { useLiveStatus } from '../live/live-status.store.ts';
import { positionBuffer } from '../live/position-buffer.ts';

const SystemState = Type.Object({ database: Type.Enum(['up', 'down']), at: Type.String() });

function putIncident(incident: IncidentFeature): void {
  queryClient.setQueryData<IncidentFeature[]>(INCIDENTS_KEY, (list) => list && withIncident(list, incident));
  void queryClient.invalidateQueries({ queryKey: INCIDENT_SUMMARY_KEY });
}

function putAlert(alert: Alert): void {
  queryClient.setQueryData<Alert[]>(ALERTS_KEY, (list) => list && withAlert(list, alert));
}

function putLookouts(changed: readonly LookoutFeature[]): void {
  const byId = new Map(changed.map((lookout) => [lookout.properties.lookoutId, lookout]));
  queryClient.setQueryData<LookoutFeature[]>(LOOKOUTS_KEY, (list) => {
    if (!list) return list;
    const merged = list.map((lookout) => byId.get(lookout.properties.lookoutId) ?? lookout);
    const known = new Set(list.map(({ properties }) => properties.lookoutId));
    return [...merged, ...changed.filter(({ properties }) => !known.has(properties.lookoutId))];
  });
}

/** Every event of the live link: what it must look like and what it changes. The only place where the two meet. */
export const liveFeed: LiveFeed = {
  events: {
    'units:changed': {
      payload: Type.Array(Unit),
      apply: (units) => {
        useUnitsStore.getState().upsert(units);
        positionBuffer.upsertUnits(units, Date.now());
      },
    },
    'lookouts:changed': { payload: Type.Array(LookoutFeature), apply: putLookouts },
    'incidents:reported': { payload: IncidentFeature, apply: putIncident },
    'incidents:changed': { payload: IncidentFeature, apply: putIncident },
    'alerts:raised': { payload: Alert, apply: putAlert },
    'alerts:changed': { payload: Alert, apply: putAlert },
    'coverage:computed': { payload: CoverageFigures, apply: (figures) => void queryClient.setQueryData<CoverageFigures>(COVERAGE_FIGURES_KEY, figures) },
    'hotspots:outdated': { payload: null, apply: () => void queryClient.invalidateQueries({ queryKey: HOTSPOTS_KEY }) },
    'system:changed': {
      payload: SystemState,
      apply: ({ database }) => {
        useLiveStatus.getState().setDatabaseDown(database === 'down');
        // What could not be fetched meanwhile is fetched now.
        if (database === 'up') void queryClient.invalidateQueries();
      },
    },
  },
  joined: (units) => useUnitsStore.getState().replace(units),
  reconnected: () => void queryClient.invalidateQueries(),
  // The next request tells whether the session is over, and the sign-in page takes it from there.
  refused: () => void queryClient.invalidateQueries(),
};
