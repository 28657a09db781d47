import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorText } from '../../../client/src/i18n/error-text.ts';
import { ApiError } from '../../../client/src/lib/api-client.ts';
import { en, zhCN } from '../../support/catalogues.ts';

const errorOf = (code: string) => new ApiError({ status: 400, code, field: null, reason: 'For engineers only.' });

beforeAll(() => i18next.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } }, interpolation: { escapeValue: false } }));

describe('errorText', () => {
  it('speaks the reader’s language from the code', () => {
    expect(errorText(i18next.getFixedT('zh-CN'), errorOf('wrong-credentials'))).toBe(zhCN.errors['wrong-credentials']);
    expect(errorText(i18next.getFixedT('en'), errorOf('wrong-credentials'))).toBe(en.errors['wrong-credentials']);
  });

  it('names a code it does not know, and never shows the wire’s reason', () => {
    const text = errorText(i18next.getFixedT('en'), errorOf('out-of-biscuits'));
    expect(text).toContain('out-of-biscuits');
    expect(text).not.toContain('engineers');
  });

  it('has a sentence for bugs too', () => expect(errorText(i18next.getFixedT('en'), new TypeError('x is undefined'))).toBe(en.errors.internal));
});
