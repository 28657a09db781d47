import { describe, expect, it } from 'vitest';
import type { IncidentFeature, IncidentStatus } from '@liaowang/shared/schemas/incident';
import { withIncident } from '../../../../client/src/features/incidents/incident-list.ts';

function incident(id: number, occurredAt: string, status: IncidentStatus = 'open'): IncidentFeature {
  return {
    type: 'Feature', id, geometry: { type: 'Point', coordinates: [118.35, 34.37] },
    properties: { incidentId: id, category: 'help', severity: 'medium', source: 'reported', status, description: '', branchId: null, occurredAt, reportedAt: occurredAt },
  };
}

const list = [incident(3, '2026-11-23T08:00:00Z'), incident(1, '2026-11-23T06:00:00Z')];
const ids = (incidents: readonly IncidentFeature[]) => incidents.map(({ id }) => id);

describe('withIncident', () => {
  it('puts a late report where it happened, not on top', () => expect(ids(withIncident(list, incident(9, '2026-11-23T07:00:00Z')))).toEqual([3, 9, 1]));

  it('replaces what it knows: our own report comes back as a live event', () => {
    const changed = withIncident(list, incident(1, '2026-11-23T06:00:00Z', 'closed'));
    expect(ids(changed)).toEqual([3, 1]);
    expect(changed[1]?.properties.status).toBe('closed');
  });

  it('takes a withdrawn one out', () => expect(ids(withIncident(list, incident(3, '2026-11-23T08:00:00Z', 'withdrawn')))).toEqual([1]));

  it('leaves the given list as it was', () => {
    withIncident(list, incident(9, '2026-11-23T09:00:00Z'));
    expect(ids(list)).toEqual([3, 1]);
  });
});
