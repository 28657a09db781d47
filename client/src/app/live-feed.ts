import { Alert } from '@liaowang/shared/schemas/alert';
import { CoverageFigures, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { IncidentsImported } from '@liaowang/shared/schemas/incidents-imported';
import { Job } from '@liaowang/shared/schemas/job';
import { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { Unit } from '@liaowang/shared/schemas/unit';
import * as Type from 'typebox';
import { SESSION_KEY } from '../entities/accounts/session.api.ts';
import { withAlert } from '../entities/alerts/alert-list.ts';
import { ALERTS_KEY } from '../entities/alerts/alerts.api.ts';
import { CATEGORIES_KEY } from '../features/categories/categories.api.ts';
import { COVERAGE_SETTINGS_KEY } from '../features/coverage/coverage-settings.api.ts';
import { COVERAGE_DEMAND_KEY, COVERAGE_FIGURES_KEY, COVERAGE_GAPS_KEY } from '../features/coverage/coverage.api.ts';
import { COVERAGE_AREAS_KEY } from '../features/coverage/coverage-areas.api.ts';
import { createAnalysisRefresh } from '../features/filter/columns-refresh.ts';
import { INCIDENT_ANALYSIS_KEY } from '../entities/incidents/incident-analysis.keys.ts';
import { putIncident } from '../entities/incidents/incidents.api.ts';
import { LOOKOUTS_KEY } from '../entities/lookouts/lookouts.api.ts';
import { refreshRegisters } from '../entities/places/places.api.ts';
import { PLANS_KEY } from '../features/plans/plans.api.ts';
import { RECORDS_KEY } from '../features/records/records.api.ts';
import { useUnitsStore } from '../entities/units/units.store.ts';
import { putJob } from '../lib/jobs.api.ts';
import { queryClient } from '../lib/query-client.ts';
import type { LiveFeed } from '../live/live-connection.ts';
import { useLiveStatus } from '../live/live-status.store.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { stateNowMs } from '../live/state-now.ts';
import { refreshNameReadings } from './name-readings.api.ts';

const SystemState = Type.Object({
  database: Type.Enum(['up', 'down', 'full']),
  clockBehindSeconds: Type.Union([Type.Number(), Type.Null()]),
  at: Type.String(),
});

const refreshHotspots = createAnalysisRefresh(queryClient);

/** Too many incidents at once to tell them one by one: whatever shows any is fetched anew. */
function refreshIncidents(): void {
  for (const queryKey of [['incidents'], ['imports'], CATEGORIES_KEY, INCIDENT_ANALYSIS_KEY])
    void queryClient.invalidateQueries({ queryKey });
}

function putAlert(alert: Alert): void {
  queryClient.setQueryData<Alert[]>(ALERTS_KEY, (list) => list && withAlert(list, alert));
}

/** Most changes of units are of their state: only new names have readings that are not known yet. */
function putUnits(units: Unit[]): void {
  const { units: before, upsert } = useUnitsStore.getState();
  const isNamedAnew = units.some(({ id, name }) => before.get(id)?.name.zh !== name.zh);
  upsert(units);
  positionBuffer.upsertUnits(units, stateNowMs());
  if (isNamedAnew) refreshNameReadings();
}

/** Units that are not shown any more: the others are all that there are. */
function withdrawUnits(unitIds: number[]): void {
  const { units, replace } = useUnitsStore.getState();
  const gone = new Set(unitIds);
  const left = [...units.values()].filter(({ id }) => !gone.has(id));
  replace(left);
  positionBuffer.replaceUnits(left, stateNowMs());
}

/** Branches, stations, key areas or the city's outline changed. */
function refreshRegistry(): void {
  void refreshRegisters();
  // The ground of each follows.
  void queryClient.invalidateQueries({ queryKey: COVERAGE_AREAS_KEY });
  refreshNameReadings();
}

/** The event carries every lookout that stands, so that one that was taken away goes. */
function putLookouts(lookouts: LookoutFeature[]): void {
  const before = queryClient.getQueryData<LookoutFeature[]>(LOOKOUTS_KEY);
  const names = new Set(before?.map(({ properties }) => properties.name.zh));
  if (before && lookouts.some(({ properties }) => !names.has(properties.name.zh))) refreshNameReadings();
  queryClient.setQueryData<LookoutFeature[]>(LOOKOUTS_KEY, (list) => list && lookouts);
}

/** Settings say what demand is, so demand is fetched anew with them. */
function putSettings(settings: CoverageSettings): void {
  queryClient.setQueryData<CoverageSettings>(COVERAGE_SETTINGS_KEY, settings);
  void queryClient.invalidateQueries({ queryKey: COVERAGE_DEMAND_KEY });
}

/** Every event of the live link: what it must look like and what it changes. The only place where the two meet. */
export const liveFeed: LiveFeed = {
  events: {
    'units:changed': {
      payload: Type.Array(Unit),
      apply: putUnits,
    },
    'units:withdrawn': { payload: Type.Array(Type.Integer()), apply: withdrawUnits },
    'registry:changed': { payload: null, apply: refreshRegistry },
    'lookouts:changed': { payload: Type.Array(LookoutFeature), apply: putLookouts },
    'incidents:reported': { payload: IncidentFeature, apply: (incident) => putIncident(queryClient, incident) },
    'incidents:changed': { payload: IncidentFeature, apply: (incident) => putIncident(queryClient, incident) },
    'incidents:imported': { payload: IncidentsImported, apply: refreshIncidents },
    // A category that moved or was merged changes what incidents are.
    'categories:changed': { payload: null, apply: refreshIncidents },
    'alerts:raised': { payload: Alert, apply: putAlert },
    'alerts:changed': { payload: Alert, apply: putAlert },
    'coverage:computed': {
      payload: CoverageFigures,
      apply: (figures) => void queryClient.setQueryData<CoverageFigures>(COVERAGE_FIGURES_KEY, figures),
    },
    'gaps:computed': {
      payload: TrackedGaps,
      apply: (gaps) => void queryClient.setQueryData<TrackedGaps>(COVERAGE_GAPS_KEY, gaps),
    },
    'coverage-settings:changed': { payload: CoverageSettings, apply: putSettings },
    'alert-rules:changed': {
      payload: null,
      apply: () => void queryClient.invalidateQueries({ queryKey: ['alert-rules'] }),
    },
    'coverage-plans:changed': {
      payload: null,
      apply: () => void queryClient.invalidateQueries({ queryKey: PLANS_KEY }),
    },
    'jobs:progressed': { payload: Job, apply: putJob },
    'hotspots:changed': {
      payload: null,
      apply: () => void queryClient.invalidateQueries({ queryKey: RECORDS_KEY }),
    },
    'hotspots:outdated': { payload: null, apply: refreshHotspots },
    'system:changed': {
      payload: SystemState,
      apply: ({ database, clockBehindSeconds }) => {
        const before = useLiveStatus.getState();
        before.setDatabase(database);
        before.setServerClockBehind(clockBehindSeconds);
        // What could not be fetched meanwhile is fetched now.
        if (database === 'up' && before.database !== 'up') void queryClient.invalidateQueries();
      },
    },
  },
  joined: (units) => useUnitsStore.getState().replace(units),
  reconnected: () => void queryClient.invalidateQueries(),
  // Nothing else is asked for: what is there stays, unless the answer is that nobody is signed in.
  refused: () => void queryClient.refetchQueries({ queryKey: SESSION_KEY }),
};
