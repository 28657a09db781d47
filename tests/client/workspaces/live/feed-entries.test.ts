import { describe, expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { IncidentFeature, IncidentSeverity } from '@liaowang/shared/schemas/incident';
import { makeAlert } from '../../../support/make-alert.ts';
import { composeFeed, type FeedEntry } from '../../../../client/src/workspaces/live/feed-entries.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 6, minute)).toISOString();

function incident(id: number, minute: number, severity: IncidentSeverity = 'medium'): IncidentFeature {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [118.35, 34.37] },
    properties: {
      incidentId: id,
      category: 'dispute',
      categoryId: 'dispute',
      severity,
      source: 'reported',
      status: 'open',
      description: '',
      branchId: 1,
      occurredAt: at(minute),
      reportedAt: at(minute),
    },
  };
}

function alert(id: number, minute: number, kind: Alert['kind'], status: Alert['status']): Alert {
  return makeAlert({ id, kind, status, subjectId: id, branchId: 1, raisedAt: at(minute) });
}

function idOf(entry: FeedEntry): string {
  if (entry.kind === 'alike') return `${entry.alerts.length} lost`;
  return entry.kind === 'alert' ? `a${entry.alert.id}` : `i${entry.incident.id}`;
}
const incidents = [incident(1, 50), incident(2, 10, 'high'), incident(3, 30, 'critical')];
const alerts = [alert(1, 5, 'sos', 'raised'), alert(2, 40, 'unit-lost', 'raised'), alert(3, 20, 'sos', 'acknowledged')];
const feed = (...given: Parameters<typeof composeFeed>) => composeFeed(...given).map(idOf);

describe('composeFeed', () => {
  it('puts a waiting SOS first however old it is, the rest newest first', () => {
    expect(feed(incidents, alerts, 'all')).toEqual(['a1', 'i1', 'a2', 'i3', 'a3', 'i2']);
  });

  it('keeps high and critical incidents and SOS calls under "severe"', () => {
    expect(feed(incidents, alerts, 'severe')).toEqual(['a1', 'i3', 'a3', 'i2']);
  });

  it('keeps alerts only under "alerts"', () => {
    expect(feed(incidents, alerts, 'alerts')).toEqual(['a1', 'a2', 'a3']);
  });

  it('takes silent units together, at the time of the newest, unless alerts are asked for', () => {
    const silent = [
      alert(11, 45, 'unit-lost', 'raised'),
      alert(12, 2, 'unit-lost', 'acknowledged'),
      alert(13, 3, 'unit-lost', 'raised'),
    ];
    expect(feed(incidents, silent, 'all')).toEqual(['i1', '3 lost', 'i3', 'i2']);
    expect(feed(incidents, silent, 'severe')).toEqual(['i3', 'i2']);
    expect(feed(incidents, silent, 'alerts')).toEqual(['a11', 'a13', 'a12']);
  });
});
