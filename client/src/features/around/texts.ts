import type { TextSection } from '../../i18n/i18n.ts';

/** What is said of a place, when somebody asks about one. */
export const AROUND_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./texts.zh-CN.ts')).aroundZhCN],
  en: async () => [(await import('./texts.en.ts')).aroundEn],
};
