import type { TextSection } from '../../i18n/i18n.ts';

/** How what a lookout sees is changed. */
export const RANGE_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./range-texts.zh-CN.ts')).lookoutRangeZhCN],
  en: async () => [(await import('./range-texts.en.ts')).lookoutRangeEn],
};
