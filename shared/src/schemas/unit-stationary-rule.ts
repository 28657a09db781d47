import * as Type from 'typebox';
import type { RuleDefinition } from './rule-definition.ts';
import { RowId } from './row-id.ts';
import { Instant } from './text.ts';
import { UnitKind } from './unit.ts';

/** "These units, on these days between these hours: never longer than so many minutes within so many metres." */
export const UNIT_STATIONARY = {
  params: Type.Object(
    {
      /** None = all. */
      unitKinds: Type.Array(UnitKind, { uniqueItems: true }),
      /** None = all, and units of no branch. */
      branchIds: Type.Array(RowId, { maxItems: 1_000, uniqueItems: true }),
      maxMinutes: Type.Integer({ minimum: 10, maximum: 720 }),
      /** Less than GPS can tell is no movement; much more would call slow walkers stationary. */
      radiusMeters: Type.Integer({ minimum: 50, maximum: 200 }),
    },
    { additionalProperties: false },
  ),
  /** How many of its units are heard of. */
  reading: Type.Object({ watchedUnits: Type.Integer({ minimum: 0 }) }),
  /** Cleared when the unit moves on, falls silent (which is told by its own alert), or the rule rests. */
  alert: {
    subject: 'unit',
    priority: 'normal',
    detail: Type.Object({ stationarySince: Instant, maxMinutes: Type.Integer(), radiusMeters: Type.Integer() }),
  },
} as const satisfies RuleDefinition;
