import type { TFunction } from 'i18next';
import { ApiError } from '../lib/api-client.ts';
import { zhCN } from './zh-CN.ts';

type ErrorCode = keyof (typeof zhCN)['errors'];

function isKnownCode(code: string): code is ErrorCode {
  return code !== 'unknown' && Object.hasOwn(zhCN.errors, code);
}

/** What went wrong, in the reader's language, from the error's stable code. */
export function errorText(t: TFunction, error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  return isKnownCode(code) ? t(`errors.${code}`) : t('errors.unknown', { code });
}
