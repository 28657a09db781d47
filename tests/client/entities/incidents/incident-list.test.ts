import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncidentFeature, IncidentStatus } from '@liaowang/shared/schemas/incident';
import { dropOlder, withIncident } from '../../../../client/src/entities/incidents/incident-list.ts';
import {
  INCIDENTS_KEY,
  INCIDENT_WINDOW_MS,
  putIncident,
  startIncidentWindow,
} from '../../../../client/src/entities/incidents/incidents.api.ts';
import { serverClock, serverNowMs } from '../../../../client/src/lib/server-clock.ts';

function incident(id: number, occurredAt: string, status: IncidentStatus = 'open'): IncidentFeature {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [118.35, 34.37] },
    properties: {
      incidentId: id,
      category: 'help',
      categoryId: 'help',
      severity: 'medium',
      source: 'reported',
      status,
      description: '',
      branchId: null,
      occurredAt,
      reportedAt: occurredAt,
    },
  };
}

const list = [incident(3, '2026-11-23T08:00:00Z'), incident(1, '2026-11-23T06:00:00Z')];
const ids = (incidents: readonly IncidentFeature[]) => incidents.map(({ id }) => id);

describe('withIncident', () => {
  it('puts a late report where it happened, not on top', () =>
    expect(ids(withIncident(list, incident(9, '2026-11-23T07:00:00Z')))).toEqual([3, 9, 1]));

  it('replaces what it knows: our own report comes back as a live event', () => {
    const changed = withIncident(list, incident(1, '2026-11-23T06:00:00Z', 'closed'));
    expect(ids(changed)).toEqual([3, 1]);
    expect(changed[1]?.properties.status).toBe('closed');
  });

  it('takes a withdrawn one out', () =>
    expect(ids(withIncident(list, incident(3, '2026-11-23T08:00:00Z', 'withdrawn')))).toEqual([1]));

  it('leaves the given list as it was', () => {
    withIncident(list, incident(9, '2026-11-23T09:00:00Z'));
    expect(ids(list)).toEqual([3, 1]);
  });
});

describe('dropOlder', () => {
  it('keeps what occurred at the limit, and the very list where nothing is older', () => {
    expect(ids(dropOlder(list, Date.UTC(2026, 10, 23, 6, 0, 0, 1)))).toEqual([3]);
    expect(dropOlder(list, Date.UTC(2026, 10, 23, 6))).toBe(list);
  });
});

describe.each([
  ['right', 0],
  ['ten minutes behind', -600_000],
  ['ten minutes ahead', 600_000],
])('the last day on a computer whose clock is %s', (_, computerOffMs) => {
  const serverMs = Date.UTC(2026, 10, 28, 15, 59, 55);
  let client: QueryClient;
  beforeEach(() => {
    vi.useFakeTimers({ now: serverMs + computerOffMs });
    serverClock.reset();
    serverClock.observeAnswer(serverMs, performance.now(), performance.now());
    client = new QueryClient();
  });
  afterEach(() => {
    client.clear();
    serverClock.reset();
    vi.useRealTimers();
  });
  const agoMs = (ms: number): string => new Date(serverMs - ms).toISOString();
  const shown = () => ids(client.getQueryData<readonly IncidentFeature[]>(INCIDENTS_KEY) ?? []);

  it('lets go of what becomes older, with nobody touching anything, and keeps it as fresh as it was', () => {
    client.setQueryData(INCIDENTS_KEY, [incident(2, agoMs(60_000)), incident(1, agoMs(INCIDENT_WINDOW_MS - 10_000))]);
    const { dataUpdatedAt } = client.getQueryState(INCIDENTS_KEY)!;
    const stop = startIncidentWindow(client);
    vi.advanceTimersByTime(9_900);
    expect(shown()).toEqual([2, 1]);
    vi.advanceTimersByTime(2_000);
    expect(shown()).toEqual([2]);
    expect(client.getQueryState(INCIDENTS_KEY)!.dataUpdatedAt).toBe(dataUpdatedAt);
    stop();
  });

  it('takes in what was reported a minute ago, and nothing of the day before yesterday', () => {
    client.setQueryData(INCIDENTS_KEY, []);
    putIncident(client, incident(7, agoMs(60_000)));
    putIncident(client, incident(8, agoMs(INCIDENT_WINDOW_MS + 60_000)));
    expect(shown()).toEqual([7]);
  });

  it('goes on by the server when the clock of the computer is set meanwhile', () => {
    vi.setSystemTime(serverMs - 864e5 * 30);
    expect(serverNowMs()).toBe(serverMs);
    vi.advanceTimersByTime(5_000);
    expect(serverNowMs()).toBe(serverMs + 5_000);
  });
});
