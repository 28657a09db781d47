import { SERVER_EVENTS } from '@liaowang/shared/contract/socket-events';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import { afterEach, describe, expect, it } from 'vitest';
import { liveFeed } from '../../../client/src/app/live-feed.ts';
import { ALERTS_KEY } from '../../../client/src/entities/alerts/alerts.api.ts';
import { COVERAGE_SETTINGS_KEY } from '../../../client/src/features/coverage/coverage-settings.api.ts';
import { COVERAGE_DEMAND_KEY, COVERAGE_GAPS_KEY } from '../../../client/src/features/coverage/coverage.api.ts';
import { INCIDENTS_KEY } from '../../../client/src/entities/incidents/incidents.api.ts';
import {
  BRANCHES_KEY,
  ROADS_KEY,
  SCHEMATIC_KEY,
  STATIONS_KEY,
} from '../../../client/src/entities/places/places.api.ts';
import { COVERAGE_AREAS_KEY } from '../../../client/src/features/coverage/coverage-areas.api.ts';
import { LOOKOUTS_KEY } from '../../../client/src/entities/lookouts/lookouts.api.ts';
import { PLANS_KEY } from '../../../client/src/features/plans/plans.api.ts';
import { useUnitsStore } from '../../../client/src/entities/units/units.store.ts';
import { jobKey } from '../../../client/src/lib/jobs.api.ts';
import { queryClient } from '../../../client/src/lib/query-client.ts';
import { listenToFeed } from '../../../client/src/live/live-connection.ts';
import { useLiveStatus } from '../../../client/src/live/live-status.store.ts';
import { createUnit } from '../live/frames.ts';
import { makeAlert } from '../../support/make-alert.ts';

/** A minute ago: what is older than a day is in no list. */
const AT = new Date(Date.now() - 60_000).toISOString();
const incident = (id: number, status = 'open') => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [118.3, 34.3] },
  properties: {
    incidentId: id,
    category: 'theft',
    categoryId: 'theft',
    severity: 'low',
    source: 'reported',
    status,
    description: '',
    branchId: null,
    occurredAt: AT,
    reportedAt: AT,
  },
});
const alert = (id: number, status: Alert['status'] = 'raised') =>
  makeAlert({ id, kind: 'sos', status, subjectId: 1, position: [118.3, 34.3], raisedAt: AT });
const lookout = (id: number, onDuty: boolean) => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [118.3, 34.3] },
  properties: {
    lookoutId: id,
    number: id,
    name: { zh: '一', en: '' },
    branchId: null,
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 0,
    dutyEndMinute: 1440,
    onDuty,
    noticeBoardInspectedOn: null,
    siteReason: null,
    supplies: null,
    version: 1,
  },
});

/** A socket as far as the feed knows one: events arrive by calling `deliver`. */
function createWire() {
  const listeners = new Map<string, (payload: unknown) => void>();
  listenToFeed({ on: (name, listener) => listeners.set(name, listener) }, liveFeed.events);
  return {
    names: () => [...listeners.keys()],
    deliver: (name: keyof typeof SERVER_EVENTS, payload?: unknown) => listeners.get(name)?.(payload),
  };
}

afterEach(() => {
  queryClient.clear();
});

describe('liveFeed', () => {
  it('has an action for every event of the server; positions have their own way', () => {
    expect([...createWire().names(), 'positions:moved'].toSorted()).toEqual(Object.keys(SERVER_EVENTS).toSorted());
  });

  it('puts incidents, alerts and lookouts into the lists that were fetched', () => {
    const { deliver } = createWire();
    queryClient.setQueryData(INCIDENTS_KEY, [incident(1)]);
    deliver('incidents:reported', incident(2));
    deliver('incidents:changed', incident(1, 'withdrawn'));
    expect(queryClient.getQueryData(INCIDENTS_KEY)).toEqual([incident(2)]);

    queryClient.setQueryData(ALERTS_KEY, []);
    deliver('alerts:raised', alert(5));
    expect(queryClient.getQueryData(ALERTS_KEY)).toEqual([alert(5)]);
    deliver('alerts:changed', alert(5, 'cleared'));
    expect(queryClient.getQueryData(ALERTS_KEY)).toEqual([]);

    queryClient.setQueryData(LOOKOUTS_KEY, [lookout(1, true), lookout(2, true)]);
    deliver('lookouts:changed', [lookout(2, false), lookout(3, true)]);
    // The whole list, without the one that was taken away.
    expect(queryClient.getQueryData(LOOKOUTS_KEY)).toEqual([lookout(2, false), lookout(3, true)]);
  });

  it('makes no list of one event where none was fetched yet: the fetch will bring it whole', () => {
    createWire().deliver('incidents:reported', incident(2));
    expect(queryClient.getQueryData(INCIDENTS_KEY)).toBeUndefined();
  });

  it('puts gaps and settings of coverage in place of what was known, and has plans and rules fetched anew', () => {
    const { deliver } = createWire();
    const gaps = { computedAt: AT, total: 0, gaps: [] };
    deliver('gaps:computed', gaps);
    expect(queryClient.getQueryData(COVERAGE_GAPS_KEY)).toEqual(gaps);

    for (const key of [COVERAGE_DEMAND_KEY, PLANS_KEY, ['alert-rules']]) queryClient.setQueryData(key, []);
    const isFetchedAnew = (key: readonly string[]) => queryClient.getQueryState(key)?.isInvalidated;
    deliver('coverage-settings:changed', DEFAULT_COVERAGE_SETTINGS);
    expect(queryClient.getQueryData(COVERAGE_SETTINGS_KEY)).toEqual(DEFAULT_COVERAGE_SETTINGS);
    expect([COVERAGE_DEMAND_KEY, PLANS_KEY, ['alert-rules']].map(isFetchedAnew)).toEqual([true, false, false]);
    deliver('coverage-plans:changed');
    expect(isFetchedAnew(PLANS_KEY)).toBe(true);
    deliver('alert-rules:changed');
    expect(isFetchedAnew(['alert-rules'])).toBe(true);
  });

  it('follows a job to its end, and lets no late event bring it back to life', () => {
    const { deliver } = createWire();
    const job = (state: string, progress: number) => ({
      id: '0b5a6b3e-7a0f-4f6e-9d0e-3f1f2a3b4c5d',
      kind: 'siting',
      state,
      progress,
      phase: 'solving',
      detail: { bound: 0.7 },
      error: null,
      createdAt: AT,
      finishedAt: null,
    });
    const key = jobKey(job('queued', 0).id);
    deliver('jobs:progressed', job('running', 0.4));
    expect(queryClient.getQueryData(key)).toEqual(job('running', 0.4));
    deliver('jobs:progressed', job('done', 1));
    deliver('jobs:progressed', job('running', 0.9));
    expect(queryClient.getQueryData(key)).toEqual(job('done', 1));
  });

  it('has readings of names fetched anew where a unit or a lookout is called something new, not where only its state changes', () => {
    const { deliver } = createWire();
    const isOutdated = () => queryClient.getQueryState(['registry', 'readings'])?.isInvalidated;
    const unit = createUnit(31, 'foot');
    useUnitsStore.getState().replace([unit]);
    queryClient.setQueryData(LOOKOUTS_KEY, [lookout(1, true)]);
    queryClient.setQueryData(['registry', 'readings'], []);
    deliver('units:changed', [{ ...unit, branchId: 2 }]);
    deliver('lookouts:changed', [lookout(1, false)]);
    expect(isOutdated()).toBe(false);
    deliver('units:changed', [{ ...unit, name: { zh: '夜班 1', en: '' } }]);
    expect(isOutdated()).toBe(true);
    queryClient.setQueryData(['registry', 'readings'], []);
    const renamed = lookout(1, true);
    deliver('lookouts:changed', [{ ...renamed, properties: { ...renamed.properties, name: { zh: '二', en: '' } } }]);
    expect(isOutdated()).toBe(true);
  });

  it('has registers fetched anew when one changed, with the ground that follows, but not what was installed', () => {
    const { deliver } = createWire();
    const keys = [BRANCHES_KEY, STATIONS_KEY, [...BRANCHES_KEY, AT], COVERAGE_AREAS_KEY, ROADS_KEY, SCHEMATIC_KEY];
    for (const key of keys) queryClient.setQueryData(key, []);
    deliver('registry:changed');
    const isFetchedAnew = keys.map((key) => queryClient.getQueryState(key)?.isInvalidated);
    expect(isFetchedAnew).toEqual([true, true, true, true, false, false]);
  });

  it('forgets units that are shown no more', () => {
    const { deliver } = createWire();
    useUnitsStore.getState().replace([createUnit(51), createUnit(52)]);
    deliver('units:withdrawn', [51]);
    expect([...useUnitsStore.getState().units.keys()]).toEqual([52]);
  });

  it('tells of the database and of units', () => {
    const { deliver } = createWire();
    deliver('system:changed', { database: 'down', clockBehindSeconds: 7_200, at: AT });
    expect(useLiveStatus.getState()).toMatchObject({ database: 'down', serverClockBehindSeconds: 7_200 });
    deliver('system:changed', { database: 'up', clockBehindSeconds: null, at: AT });
    expect(useLiveStatus.getState()).toMatchObject({ database: 'up', serverClockBehindSeconds: null });
    deliver('units:changed', [createUnit(41)]);
    expect(useUnitsStore.getState().units.get(41)?.name.en).toBe('Unit 41');
  });

  it('drops a payload that is not what the contract says, and counts it', () => {
    const { deliver } = createWire();
    queryClient.setQueryData(INCIDENTS_KEY, []);
    for (const garbage of [
      undefined,
      null,
      7,
      {},
      { ...incident(3), geometry: null },
      { ...incident(3), properties: { ...incident(3).properties, category: 'alien' } },
    ])
      deliver('incidents:reported', garbage);
    expect(queryClient.getQueryData(INCIDENTS_KEY)).toEqual([]);
    expect(useLiveStatus.getState().malformed).toBe(6);
  });
});
