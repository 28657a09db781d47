import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorText } from '../../../client/src/i18n/error-text.ts';
import { ApiError, type PageErrorCode } from '../../../client/src/lib/api-client.ts';
import { en, zhCN } from '../../support/catalogues.ts';

const errorOf = (code: ErrorCode | PageErrorCode) =>
  new ApiError({ status: 400, code, field: null, reason: 'For engineers only.' });

beforeAll(() =>
  i18next.init({
    lng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    interpolation: { escapeValue: false },
  }),
);

describe('errorText', () => {
  it('speaks the reader’s language from the code', () => {
    expect(errorText(i18next.getFixedT('zh-CN'), errorOf('wrong-credentials'))).toBe(zhCN.errors['wrong-credentials']);
    expect(errorText(i18next.getFixedT('en'), errorOf('wrong-credentials'))).toBe(en.errors['wrong-credentials']);
  });

  it('names a code it does not know, of a newer server, and never shows the wire’s reason', () => {
    const text = errorText(i18next.getFixedT('en'), errorOf('out-of-biscuits' as ErrorCode));
    expect(text).toContain('out-of-biscuits');
    expect(text).not.toContain('engineers');
  });

  it('says which case of a code it is, with what it names', () => {
    const error = new ApiError({
      status: 400,
      code: 'file-broken',
      field: null,
      reason: 'For engineers only.',
      detail: { key: 'json-broken-at', values: { line: 7 } },
    });
    expect(errorText(i18next.getFixedT('zh-CN'), error)).toBe('JSON 第 7 行有错。请改正这一行，或重新导出。');
    expect(errorText(i18next.getFixedT('en'), error)).toBe(
      'The JSON is broken in line 7. Mend that line, or export the file again.',
    );
    const unknown = new ApiError({
      status: 400,
      code: 'file-broken',
      field: null,
      reason: 'For engineers only.',
      detail: { key: 'out-of-biscuits', values: {} },
    });
    expect(errorText(i18next.getFixedT('en'), unknown)).toBe(en.errors['file-broken']);
  });

  it('has a sentence for bugs too', () =>
    expect(errorText(i18next.getFixedT('en'), new TypeError('x is undefined'))).toBe(en.errors.internal));
});
