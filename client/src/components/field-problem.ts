import type { TFunction } from 'i18next';
import { ApiError } from '../lib/api-client.ts';
import { entryErrorText } from './entry-error-text.ts';

/** Which field of a body a refusal speaks of, by its path: `body.position.0` is of `position`. */
export function findRefusedField(error: Error | null): string | undefined {
  return error instanceof ApiError ? error.field?.match(/^body\.(\w+)/)?.[1] : undefined;
}

/** What the server refused of a field, in the reader's language; undefined = nothing of it. */
export function fieldProblem(t: TFunction, error: Error | null, field: string): string | undefined {
  return findRefusedField(error) === field ? entryErrorText(t, error) : undefined;
}
