import { describe, expect, it } from 'vitest';
import type { OutcomeWeek } from '@liaowang/shared/schemas/hotspot-outcome';
import {
  OUTCOME_CHART,
  comparisonOf,
  computeWeekLine,
  isWeekOver,
  scaleOutcomeChart,
} from '../../../../client/src/features/outcomes/outcome-chart.ts';

const WEEK_MS = 7 * 86_400_000;
const FIRST_MS = Date.parse('2026-10-04T16:00:00Z');
const week = (n: number, change: Partial<OutcomeWeek> = {}): OutcomeWeek => ({
  weekStart: new Date(FIRST_MS + n * WEEK_MS).toISOString(),
  patrolMinutes: null,
  visits: null,
  vehicleMinutes: null,
  countedHours: 0,
  hours: 168,
  reported: 0,
  found: 0,
  bufferReported: 0,
  comparisonReported: 0,
  ...change,
});
const zone = { geometry: { type: 'Polygon' as const, coordinates: [] }, before: 3 };

describe('the scale', () => {
  it('holds every value, on an axis that starts at none', () => {
    const scale = scaleOutcomeChart({
      weeks: [week(0, { reported: 7 }), week(1, { patrolMinutes: 90 }), week(2, { comparisonReported: 40 }), week(3)],
      comparisonZones: [zone, zone],
    });
    expect(scale).toMatchObject({ maxIncidents: 20, maxMinutes: 90 });
    const { incidents, patrols, left, width, right } = OUTCOME_CHART;
    expect([scale.incidentY(0), scale.incidentY(20)]).toEqual([incidents.top + incidents.height, incidents.top]);
    expect([scale.patrolY(0), scale.patrolY(90)]).toEqual([patrols.top + patrols.height, patrols.top]);
    expect(scale.xOf(FIRST_MS)).toBe(left);
    expect(scale.xOf(FIRST_MS + 4 * WEEK_MS)).toBeCloseTo(width - right, 9);
    expect(scale.xOf(FIRST_MS - WEEK_MS)).toBe(left);
    expect(scale.x(0)).toBeCloseTo(scale.xOf(FIRST_MS + WEEK_MS / 2), 9);
  });

  it('does not make a mountain of a single incident', () => {
    expect(
      scaleOutcomeChart({ weeks: [week(0, { reported: 1, patrolMinutes: 2 })], comparisonZones: [] }),
    ).toMatchObject({ maxIncidents: 4, maxMinutes: 30 });
  });
});

describe('lines', () => {
  it('break where nothing is known', () => {
    expect(
      computeWeekLine(
        [1, 2, null, 3],
        (at) => at * 10,
        (value) => value,
      ),
    ).toBe('M0.0 1.0L10.0 2.0M30.0 3.0');
  });

  it('show comparison zones as one, and none where there are none', () => {
    expect(comparisonOf(week(0, { comparisonReported: 10 }), 4)).toBe(2.5);
    expect(comparisonOf(week(0), 0)).toBeNull();
  });

  it('end with the last week that is over', () => {
    expect(isWeekOver(week(0), FIRST_MS + WEEK_MS)).toBe(true);
    expect(isWeekOver(week(0), FIRST_MS + WEEK_MS - 1)).toBe(false);
  });
});
