import type { TextSection } from '../../i18n/i18n.ts';

/** What is said of a wall that turns through views. */
export const ROTA_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./texts.zh-CN.ts')).rotaZhCN],
  en: async () => [(await import('./texts.en.ts')).rotaEn],
};
