import type { callZhCN } from '../entities/alerts/call-texts.zh-CN.ts';
import type { lookoutRangeZhCN } from '../entities/lookouts/range-texts.zh-CN.ts';
import type { unitSetupZhCN } from '../entities/units/setup-texts.zh-CN.ts';
import type { unitListZhCN } from '../features/unit-list/texts.zh-CN.ts';
import type { aroundZhCN } from '../features/around/texts.zh-CN.ts';
import type { managedAccountsZhCN } from '../features/accounts/texts.zh-CN.ts';
import type { rotaZhCN } from '../features/rota/texts.zh-CN.ts';
import type { basemapsZhCN } from '../features/basemaps/texts.zh-CN.ts';
import type { referenceZhCN } from '../features/reference-layers/texts.zh-CN.ts';
import type { TextSection } from '../i18n/i18n.ts';
import type { MergedTexts } from '../i18n/merged-texts.ts';
import type { coverageZhCN } from '../workspaces/coverage/all-texts.zh-CN.ts';
import type { hotspotsZhCN } from '../workspaces/hotspots/all-texts.zh-CN.ts';
import type { registryZhCN } from '../workspaces/registry/all-texts.zh-CN.ts';
import type { outageZhCN } from '../workspaces/live/outage-texts.zh-CN.ts';
import type { appZhCN } from './all-texts.zh-CN.ts';

/** What the page can say from its start; the rest comes with what says it. */
export const APP_TEXTS: TextSection = {
  'zh-CN': async () => (await import('./all-texts.zh-CN.ts')).appZhCN,
  en: async () => (await import('./all-texts.en.ts')).appEn,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    /** Every key that `t` takes: the Chinese texts of every room. */
    resources: {
      translation: MergedTexts<typeof appZhCN> &
        MergedTexts<typeof coverageZhCN> &
        MergedTexts<typeof hotspotsZhCN> &
        MergedTexts<typeof registryZhCN> &
        typeof callZhCN &
        typeof lookoutRangeZhCN &
        typeof outageZhCN &
        typeof aroundZhCN &
        typeof rotaZhCN &
        typeof managedAccountsZhCN &
        typeof basemapsZhCN &
        typeof referenceZhCN &
        typeof unitListZhCN &
        typeof unitSetupZhCN;
    };
  }
}
