import type { TextSection } from '../../i18n/i18n.ts';

/** What is said of accounts by those who manage them, and of the own one. */
export const MANAGED_ACCOUNTS_TEXTS: TextSection = {
  'zh-CN': async () => [(await import('./texts.zh-CN.ts')).managedAccountsZhCN],
  en: async () => [(await import('./texts.en.ts')).managedAccountsEn],
};
