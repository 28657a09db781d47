import i18next, { type TFunction } from 'i18next';
import { ApiError } from '../lib/api-client.ts';

/** What went wrong, in the reader's language, from the error's stable code and, where it has several cases, from which it is. */
export function errorText(t: TFunction, error: unknown): string {
  const detail = error instanceof ApiError ? error.detail : undefined;
  if (detail && i18next.exists(`errors.fileRefused.${detail.key}`))
    return t(`errors.fileRefused.${detail.key as 'empty'}`, detail.values);
  const code = error instanceof ApiError ? error.code : 'internal';
  // A code without a sentence does not compile. It may be missing here all the same: of a newer server, or of a workspace that was never open.
  return i18next.exists(`errors.${code}`) ? t(`errors.${code}`) : t('errors.unknown', { code });
}
