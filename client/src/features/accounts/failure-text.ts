import type { TFunction } from 'i18next';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';

/** Why a change of an account was not made. */
export const failureText = (t: TFunction, error: unknown): string =>
  error instanceof ApiError && error.code === 'changed-meanwhile'
    ? t('accounts.changedMeanwhile')
    : errorText(t, error);
