import type { TextSection } from '../../i18n/i18n.ts';

/** What is said of the city's own layers, where there are any or somebody may bring them. */
export const REFERENCE_TEXTS: TextSection = {
  'zh-CN': async () => {
    const [{ referenceZhCN }, { fileErrorsZhCN }] = await Promise.all([
      import('./texts.zh-CN.ts'),
      import('../../i18n/file-error-texts.zh-CN.ts'),
    ]);
    return [referenceZhCN, fileErrorsZhCN];
  },
  en: async () => {
    const [{ referenceEn }, { fileErrorsEn }] = await Promise.all([
      import('./texts.en.ts'),
      import('../../i18n/file-error-texts.en.ts'),
    ]);
    return [referenceEn, fileErrorsEn];
  },
};
