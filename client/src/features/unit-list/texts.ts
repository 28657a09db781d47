import type { TextSection } from '../../i18n/i18n.ts';

/** What the list of units says, when it is opened. */
export const UNIT_LIST_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./texts.zh-CN.ts')).unitListZhCN],
  en: async () => [(await import('./texts.en.ts')).unitListEn],
};
