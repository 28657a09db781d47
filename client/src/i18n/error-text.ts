import i18next, { type TFunction } from 'i18next';
import { ApiError } from '../lib/api-client.ts';

/** What went wrong, in the reader's language, from the error's stable code. */
export function errorText(t: TFunction, error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  const isKnown = code !== 'unknown' && i18next.exists(`errors.${code}`);
  return isKnown ? t(`errors.${code as 'internal'}`) : t('errors.unknown', { code });
}
