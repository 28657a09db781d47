import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHoursOfWeek } from '@liaowang/shared/analysis/hotspots/zones/incident-hours';
import { matchIncidents } from '@liaowang/shared/analysis/hotspots/zones/match-incidents';
import { findLocalHours } from '@liaowang/shared/analysis/time/local-hours';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { createColumns } from '../../../../support/incident-columns.ts';

const ZONE = 'Asia/Shanghai';
const ALL: IncidentFilter = {
  from: '2026-01-01T00:00:00.000Z',
  to: '2027-01-01T00:00:00.000Z',
  hours: null,
  weekdays: null,
  categories: null,
  severities: null,
  source: 'any',
};
const match = (
  times: readonly string[],
  part: Partial<IncidentFilter>,
  kinds: Parameters<typeof createColumns>[1] = {},
): number[] => {
  const columns = createColumns(
    times.map((time) => Date.parse(time)),
    kinds,
  );
  return [...matchIncidents(columns, findLocalHours(columns.timesMs, ZONE), { ...ALL, ...part })];
};

describe('findHoursOfWeek', () => {
  it('lets everything through unless something is chosen', () =>
    expect(findHoursOfWeek({ hours: null, weekdays: null }).every((flag) => flag === 1)).toBe(true));

  it('runs past midnight where the end is not after the start', () => {
    const monday = [...findHoursOfWeek({ hours: { start: 22, end: 2 }, weekdays: [1] })].flatMap((flag, hour) =>
      flag ? [hour] : [],
    );
    // By the weekday on which they occurred: Monday's own night hours, not Tuesday's.
    expect(monday).toEqual([0, 1, 22, 23]);
  });

  it('takes 24 as the end of the day', () =>
    expect([...findHoursOfWeek({ hours: { start: 23, end: 24 }, weekdays: [7] })].lastIndexOf(1)).toBe(167));
});

describe('matchIncidents', () => {
  it('takes the window half-open', () =>
    expect(
      match(['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'], {
        from: '2026-03-01T00:00:00Z',
        to: '2026-03-02T00:00:00Z',
      }),
    ).toEqual([0]));

  it("goes by the city's clock", () =>
    expect(match(['2026-03-01T15:30:00Z', '2026-03-01T16:30:00Z'], { weekdays: [1] })).toEqual([1]));

  it('keeps what patrols found apart', () =>
    expect(
      match(['2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z'], { source: 'reported' }, { sources: [0, 1] }),
    ).toEqual([0]));

  it('lets through exactly what passes every part', () => {
    const incident = fc.record({
      at: fc.integer({ min: Date.parse(ALL.from), max: Date.parse(ALL.to) - 1 }),
      category: fc.nat(9),
      severity: fc.nat(3),
      source: fc.nat(1),
    });
    const filter = fc.record({
      hours: fc.option(fc.record({ start: fc.nat(23), end: fc.integer({ min: 1, max: 24 }) })),
      weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })),
      categories: fc.option(fc.uniqueArray(fc.constantFrom(...INCIDENT_CATEGORIES), { minLength: 1 })),
      severities: fc.option(fc.uniqueArray(fc.constantFrom(...INCIDENT_SEVERITIES), { minLength: 1 })),
      source: fc.constantFrom('reported' as const, 'found' as const, 'any' as const),
    });
    fc.assert(
      fc.property(fc.array(incident, { maxLength: 60 }), filter, (list, part) => {
        const found = match(
          list.map(({ at }) => new Date(at).toISOString()),
          part,
          {
            categories: list.map((i) => i.category),
            severities: list.map((i) => i.severity),
            sources: list.map((i) => i.source),
          },
        );
        const expected = list.flatMap(({ at, category, severity, source }, index) => {
          const local = new Date(at + 8 * 3_600_000);
          const hour = local.getUTCHours();
          const { hours } = part;
          const isHour =
            hours === null ||
            (hours.start < hours.end
              ? hour >= hours.start && hour < hours.end
              : hour >= hours.start || hour < hours.end);
          const passes =
            isHour &&
            (part.weekdays?.includes(local.getUTCDay() || 7) ?? true) &&
            (part.categories?.includes(INCIDENT_CATEGORIES[category]!) ?? true) &&
            (part.severities?.includes(INCIDENT_SEVERITIES[severity]!) ?? true) &&
            (part.source === 'any' || part.source === (source === 0 ? 'reported' : 'found'));
          return passes ? [index] : [];
        });
        expect(found).toEqual(expected);
      }),
    );
  });
});
