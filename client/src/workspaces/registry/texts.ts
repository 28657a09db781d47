import type { TextSection } from '../../i18n/i18n.ts';

/** What the workspace says, with the features it composes. */
export const REGISTRY_TEXTS: TextSection = {
  'zh-CN': async () => (await import('./all-texts.zh-CN.ts')).registryZhCN,
  en: async () => (await import('./all-texts.en.ts')).registryEn,
};
