import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../lib/format.ts';
import { readSetting, writeSetting } from '../lib/stored-setting.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCN };
  }
}

const SETTING = 'language';

function reflect(language: string): void {
  document.documentElement.lang = language;
  document.title = i18next.t('common.appName');
}

/** Makes the page speak the remembered language, Chinese where none is. Call once before the first render. */
export function startI18n(): void {
  const stored = readSetting(SETTING);
  i18next.on('languageChanged', reflect);
  void i18next.use(initReactI18next).init({
    lng: LANGUAGES.find((language) => language === stored) ?? 'zh-CN',
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  reflect(i18next.language);
}

/** Changes the language and remembers it in this browser. */
export function switchLanguage(language: Language): void {
  writeSetting(SETTING, language);
  void i18next.changeLanguage(language);
}
