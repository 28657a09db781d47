import type { TextSection } from '../../i18n/i18n.ts';

/** What is said of basemaps, when somebody chooses or sets one. */
export const BASEMAPS_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./texts.zh-CN.ts')).basemapsZhCN],
  en: async () => [(await import('./texts.en.ts')).basemapsEn],
};
