import type { TextSection } from '../../i18n/i18n.ts';

/** What an outage says when it is opened. */
export const OUTAGE_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./outage-texts.zh-CN.ts')).outageZhCN],
  en: async () => [(await import('./outage-texts.en.ts')).outageEn],
};
