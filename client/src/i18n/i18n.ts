import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadChunk } from '../lib/chunk-loading.ts';
import { LANGUAGES, type Language } from '../lib/format.ts';
import { readSetting, writeSetting } from '../lib/stored-setting.ts';
import type { alertsZhCN } from './sections/alerts.zh-CN.ts';
import type { coverageZhCN } from './sections/coverage.zh-CN.ts';
import type { hotspotsZhCN } from './sections/hotspots.zh-CN.ts';
import type { unitSetupZhCN } from './sections/unit-setup.zh-CN.ts';
import type { zhCN } from './zh-CN.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof zhCN & typeof alertsZhCN & typeof coverageZhCN & typeof hotspotsZhCN & typeof unitSetupZhCN;
    };
  }
}

const SETTING = 'language';
const NAMESPACE = 'translation';

/** The texts of each language, fetched when it is first spoken. */
const CATALOGUES: Record<Language, () => Promise<object>> = {
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  en: async () => (await import('./en.ts')).en,
};

/** Texts of what is not always open, fetched with it. */
const SECTIONS = {
  alerts: {
    'zh-CN': async () => (await import('./sections/alerts.zh-CN.ts')).alertsZhCN,
    en: async () => (await import('./sections/alerts.en.ts')).alertsEn,
  },
  unitSetup: {
    'zh-CN': async () => (await import('./sections/unit-setup.zh-CN.ts')).unitSetupZhCN,
    en: async () => (await import('./sections/unit-setup.en.ts')).unitSetupEn,
  },
  coverage: {
    'zh-CN': async () => (await import('./sections/coverage.zh-CN.ts')).coverageZhCN,
    en: async () => (await import('./sections/coverage.en.ts')).coverageEn,
  },
  hotspots: {
    'zh-CN': async () => (await import('./sections/hotspots.zh-CN.ts')).hotspotsZhCN,
    en: async () => (await import('./sections/hotspots.en.ts')).hotspotsEn,
  },
} satisfies Record<string, Record<Language, () => Promise<object>>>;
type SectionId = keyof typeof SECTIONS;

/** The sections that must come along when the language changes. */
const openSections = new Set<SectionId>();

async function addSection(id: SectionId, language: Language): Promise<void> {
  i18next.addResourceBundle(language, NAMESPACE, await loadChunk<object>(SECTIONS[id][language]), true);
}

/** Fetches the texts of a workspace in the language spoken now; from then on they come with every language. Rejects when they cannot be fetched. */
export async function loadSection(id: SectionId): Promise<void> {
  const language = LANGUAGES.find((known) => known === i18next.language) ?? 'zh-CN';
  openSections.add(id);
  // Both, when somebody has changed the language and back before they came here.
  await Promise.all(
    LANGUAGES.filter((known) => known === language || i18next.hasResourceBundle(known, NAMESPACE)).map((known) =>
      addSection(id, known),
    ),
  );
}

function reflect(language: string): void {
  document.documentElement.lang = language;
  document.title = i18next.t('common.appName');
}

/** Makes the page speak the remembered language, Chinese where none is. Await it before the first render. */
export async function startI18n(): Promise<void> {
  const stored = readSetting(SETTING);
  const language = LANGUAGES.find((known) => known === stored) ?? 'zh-CN';
  i18next.on('languageChanged', reflect);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    resources: { [language]: { [NAMESPACE]: await loadChunk(CATALOGUES[language]) } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  reflect(i18next.language);
}

/** Fetches the texts of a language unless they are here. Resolves to whether they are; where they are not, the user is told. */
export async function loadLanguage(language: Language): Promise<boolean> {
  if (i18next.hasResourceBundle(language, NAMESPACE)) return true;
  try {
    const catalogue = await loadChunk(CATALOGUES[language]);
    const sections = await Promise.all([...openSections].map((id) => loadChunk<object>(SECTIONS[id][language])));
    i18next.addResourceBundle(language, NAMESPACE, catalogue);
    for (const section of sections) i18next.addResourceBundle(language, NAMESPACE, section, true);
    return true;
  } catch {
    notifications.show({ message: i18next.t('common.languageNotLoaded'), color: 'yellow' });
    return false;
  }
}

/** Changes the language and remembers it in this browser. */
export async function switchLanguage(language: Language): Promise<void> {
  if (!(await loadLanguage(language))) return;
  writeSetting(SETTING, language);
  await i18next.changeLanguage(language);
}
