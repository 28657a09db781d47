import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Language } from './format.ts';

/** The language the page is shown in. */
export function useLanguage(): Language {
  return useTranslation().i18n.resolvedLanguage === 'en' ? 'en' : 'zh-CN';
}

/** The name in a language; Chinese where there is no English one. */
export function localName(name: LocalizedName, language: Language): string {
  return language === 'en' && name.en !== '' ? name.en : name.zh;
}

/** {@link localName} in the language the page is shown in: the same function until that changes. */
export function useLocalName(): (name: LocalizedName) => string {
  const language = useLanguage();
  return useCallback((name) => localName(name, language), [language]);
}
