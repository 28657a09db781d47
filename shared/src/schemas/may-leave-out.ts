import type { TSchema } from 'typebox';

declare const filledIn: unique symbol;

/** Of a query, what the server fills in where it is left out. */
export interface FilledIn {
  readonly [filledIn]: true;
}

/** Marks `schema`, which has a `default`, so that who asks may leave it out; the server always finds a value. */
export function mayLeaveOut<T extends TSchema>(schema: T): T & FilledIn {
  return schema as T & FilledIn;
}
