import type { TFunction } from 'i18next';
import { errorText } from '../i18n/error-text.ts';
import { ApiError } from '../lib/api-client.ts';

/** Other rooms say these codes of what is theirs. */
const OWN_WORDS = ['changed-meanwhile', 'area-without-ground', 'too-many-vertices', 'not-found'] as const;

/** Why the server refused to write an entry of a register. */
export function entryErrorText(t: TFunction, error: unknown): string {
  const code = error instanceof ApiError ? OWN_WORDS.find((known) => known === error.code) : undefined;
  return code ? t(`entry.refused.${code}`) : errorText(t, error);
}
