import * as Type from 'typebox';
import type { Static } from 'typebox';

/** What a city is made of, in the order in which it is best entered. */
export const SET_UP_STEPS = [
  'administrator',
  'jurisdiction',
  'branches',
  'stations',
  'lookouts',
  'key-areas',
  'units',
  'accounts',
] as const;
export type SetUpStepName = (typeof SET_UP_STEPS)[number];

/**
 * What is missing: `none` there is not one; `no-hours` lookouts that are never on duty; `no-branch` units that belong to
 * none; `no-device` units that nothing reports for; `never-reported` units whose devices have never said where they are;
 * `no-desk` nobody but administrators may sign in; `outside` entries outside the jurisdiction.
 */
export const SET_UP_GAPS = [
  'none',
  'no-hours',
  'no-branch',
  'no-device',
  'never-reported',
  'no-desk',
  'outside',
] as const;
export type SetUpGap = (typeof SET_UP_GAPS)[number];

/** How far the way from an empty database to a running city is gone. */
export const SetUpProgress = Type.Object({
  steps: Type.Array(
    Type.Object({
      step: Type.Enum(SET_UP_STEPS),
      /** Nothing of it is missing that some screen needs. */
      done: Type.Boolean(),
      /** How many there are; of the jurisdiction and the administrator 1. */
      count: Type.Integer(),
      missing: Type.Array(Type.Object({ gap: Type.Enum(SET_UP_GAPS), count: Type.Integer() })),
    }),
  ),
});
export type SetUpProgress = Static<typeof SetUpProgress>;
