import type { TextSection } from '../../i18n/i18n.ts';

/** What a call for help says when it is opened. */
export const CALL_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./call-texts.zh-CN.ts')).callZhCN],
  en: async () => [(await import('./call-texts.en.ts')).callEn],
};
