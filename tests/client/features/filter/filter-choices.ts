import fc from 'fast-check';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import { OWN_KINDS } from '../../../support/incident-columns.ts';
import {
  WINDOW_DAYS,
  type FilterChoice,
  type FilterWindow,
} from '../../../../client/src/features/filter/filter-choice.ts';

const listOf = <T>(values: readonly T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }));
const window: fc.Arbitrary<FilterWindow> = fc.oneof(
  fc.constantFrom(...WINDOW_DAYS).map((days) => ({ kind: 'last' as const, days })),
  fc.constant({ kind: 'all' as const }),
  fc
    .tuple(fc.integer({ min: 19_500, max: 20_800 }), fc.integer({ min: 1, max: 900 }))
    .map(([fromDay, days]) => ({ kind: 'days' as const, fromDay, endDay: fromDay + days })),
);

/** Any choice that the panel can make, lists in any order. */
export const filterChoice: fc.Arbitrary<FilterChoice> = fc.record({
  window,
  hours: fc.option(fc.record({ start: fc.nat(23), end: fc.integer({ min: 1, max: 24 }) })),
  weekdays: listOf([1, 2, 3, 4, 5, 6, 7]),
  categories: listOf([...INCIDENT_CATEGORIES, ...OWN_KINDS.map(({ categoryId }) => categoryId)]),
  severities: listOf(INCIDENT_SEVERITIES),
  source: fc.constantFrom('reported', 'found', 'any'),
});
