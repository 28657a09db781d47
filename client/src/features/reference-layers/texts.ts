import type { TextSection } from '../../i18n/i18n.ts';

/** What is said of the city's own layers, where there are any or somebody may bring them. */
export const REFERENCE_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./texts.zh-CN.ts')).referenceZhCN],
  en: async () => [(await import('./texts.en.ts')).referenceEn],
};
