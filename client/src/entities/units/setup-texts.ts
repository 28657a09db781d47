import type { TextSection } from '../../i18n/i18n.ts';

/** How a unit's phone is set up. */
export const SETUP_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./setup-texts.zh-CN.ts')).unitSetupZhCN],
  en: async () => [(await import('./setup-texts.en.ts')).unitSetupEn],
};
