import type { TFunction } from 'i18next';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';

/** Whether somebody else was faster. */
export const isChangedMeanwhile = (error: Error | null): boolean =>
  error instanceof ApiError && error.code === 'changed-meanwhile';

/** Why a range was not changed, for those who have the texts of changing it. */
export function rangeErrorText(t: TFunction, error: Error): string {
  return isChangedMeanwhile(error) ? t('lookoutRange.changedMeanwhile') : errorText(t, error);
}
