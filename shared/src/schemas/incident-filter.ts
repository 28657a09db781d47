import * as Type from 'typebox';
import type { Static } from 'typebox';
import { IncidentSeverity, IncidentSource } from './incident.ts';
import { CategoryId } from './incident-category.ts';
import { Instant } from './text.ts';

/** Which incidents an analysis looks at. A list that is null leaves nothing out. */
export const IncidentFilter = Type.Object(
  {
    /** Half-open window [from, to) of when they occurred. */
    from: Instant,
    to: Instant,
    /** Local hours of the day from `start` up to but excluding `end`; `end` ≤ `start` runs past midnight, by the weekday on which they occurred. */
    hours: Type.Union([
      Type.Object(
        { start: Type.Integer({ minimum: 0, maximum: 23 }), end: Type.Integer({ minimum: 1, maximum: 24 }) },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    /** Local weekdays, 1 = Monday. */
    weekdays: Type.Union([
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
      Type.Null(),
    ]),
    /** Any nodes of the city's categories, each with all that is below it. */
    categories: Type.Union([Type.Array(CategoryId, { minItems: 1, maxItems: 2_000, uniqueItems: true }), Type.Null()]),
    severities: Type.Union([Type.Array(IncidentSeverity, { minItems: 1, uniqueItems: true }), Type.Null()]),
    /** `reported` unless somebody asks for others: what patrols find would send patrols back to where they patrol. */
    source: Type.Union([IncidentSource, Type.Literal('any')]),
  },
  { additionalProperties: false },
);
export type IncidentFilter = Static<typeof IncidentFilter>;
