import { describe, expect, it } from 'vitest';
import { findIncidentHours } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { findOtherIncidents } from '../../../../client/src/features/zones/other-incidents.ts';
import { createColumns } from '../../../support/incident-columns.ts';

// A Monday.
const MONDAY = Date.parse('2026-03-02T00:00:00Z');
const HOUR = 3_600_000;
const [DAY, MONTH] = [1, 2];
/** By place: reported by day, at night, of another category, found by a patrol, of a day, of the month, and of the week before. */
const HOURS = [9, 23, 10, 11, 24, -24, -200];
const columns = createColumns(
  HOURS.map((hour) => MONDAY + hour * HOUR),
  { categories: [0, 0, 1, 0, 0, 0, 0], sources: [0, 0, 0, 1, 0, 0, 0], precisions: [0, 0, 0, 0, DAY, MONTH, 0] },
);
const local = findIncidentHours(columns, 'UTC');
const ALL: IncidentFilter = {
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-01T00:00:00Z',
  hours: null,
  weekdays: null,
  categories: null,
  severities: null,
  source: 'reported',
};
const others = (more: Partial<IncidentFilter>): number[] => {
  const filter = { ...ALL, ...more };
  return [...findOtherIncidents(columns, local, filter, matchIncidents(columns, local, filter))];
};

describe('the incidents to compare with', () => {
  it('are those of another category, from the same source and window', () => {
    expect(others({ categories: [columns.categoryNodes[0]!.categoryId] })).toEqual([2]);
    expect(others({ categories: [columns.categoryNodes[0]!.categoryId], source: 'any' })).toEqual([2]);
  });

  it('are none where only the source is chosen: what patrols find lies where patrols go', () => {
    expect(others({})).toEqual([]);
  });

  it('leave out whose hour is not known where hours are chosen', () => {
    expect(others({ hours: { start: 22, end: 24 } })).toEqual([0, 2]);
    // A day of which the weekday is known is a Tuesday, whatever its hour.
    expect(others({ weekdays: [2] })).toEqual([0, 1, 2]);
  });
});
