import { randomUUID } from 'node:crypto';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { isUniqueViolation } from '../../plugins/database-errors.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { SinceWhen } from '../../plugins/register.ts';

/** A body of a change apart: what changes, and since when it holds. */
export function splitSince<C extends SinceWhen>(change: C): { since: SinceWhen; values: Omit<C, keyof SinceWhen> } {
  const { validFrom, isCorrection, ...values } = change;
  return { since: { validFrom, isCorrection }, values };
}

export const codeTaken = (): RequestRefused =>
  new RequestRefused(409, { code: 'code-taken', field: 'body.code', reason: 'Another entry has this code.' });

/** Runs a write; a code that somebody else took in the same moment is refused as any other. */
export async function refusingTakenCodes<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error)) throw codeTaken();
    throw error;
  }
}

/** The instant of `?asOf=`, milliseconds; null = now. */
export const readAsOf = ({ asOf }: { asOf?: string | undefined }): number | null =>
  asOf === undefined ? null : parseInstant(asOf);

/** What a change names. */
export const namesOf = <C extends object>(values: C): Array<keyof C> => Object.keys(values) as Array<keyof C>;

/** A code for an entry that was given none. */
export const createCode = (): string => randomUUID().slice(0, 8);
