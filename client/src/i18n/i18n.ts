import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadChunk } from '../lib/chunk-loading.ts';
import { LANGUAGES, type Language } from '../lib/format.ts';
import { readSetting, writeSetting } from '../lib/stored-setting.ts';

const SETTING = 'language';
const NAMESPACE = 'translation';

/** Texts of one or more rooms that are fetched together, in each language when it is first spoken: those of a screen, or of a part of it that comes later. */
export type TextSection = Readonly<Record<Language, () => Promise<readonly object[]>>>;

/** The sections that must come along when the language changes. */
const openSections = new Set<TextSection>();

/** Rooms may add words to one group (`errors`, `layers`): none hides those of another. */
function addTexts(language: Language, rooms: readonly object[]): void {
  for (const texts of rooms) i18next.addResourceBundle(language, NAMESPACE, texts, true);
}

async function addSection(section: TextSection, language: Language): Promise<void> {
  addTexts(language, await loadChunk(section[language]));
}

/** Fetches texts in the language spoken now; from then on they come with every language. Rejects when they cannot be fetched. */
export async function loadSection(section: TextSection): Promise<void> {
  const language = LANGUAGES.find((known) => known === i18next.language) ?? 'zh-CN';
  openSections.add(section);
  // Both, when somebody has changed the language and back before they came here.
  await Promise.all(
    LANGUAGES.filter((known) => known === language || i18next.hasResourceBundle(known, NAMESPACE)).map((known) =>
      addSection(section, known),
    ),
  );
}

function reflect(language: string): void {
  document.documentElement.lang = language;
  document.title = i18next.t('common.appName');
}

/** What the browser's reader prefers of what the page speaks; Chinese where they prefer neither. */
export function preferredLanguage(languages: readonly string[]): Language {
  for (const tag of languages) {
    const spoken = LANGUAGES.find((known) => known.split('-')[0] === tag.toLowerCase().split('-')[0]);
    if (spoken) return spoken;
  }
  return 'zh-CN';
}

/** Makes the page speak the remembered language, at a first visit the browser's; `section` is what it says at once. Await it before the first render. */
export async function startI18n(section: TextSection): Promise<void> {
  const stored = readSetting(SETTING);
  const language = LANGUAGES.find((known) => known === stored) ?? preferredLanguage(navigator.languages);
  const texts = await loadChunk(section[language]);
  openSections.add(section);
  i18next.on('languageChanged', reflect);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    // Some at once: of a language without any the library does not say that it is spoken.
    resources: { [language]: { [NAMESPACE]: texts[0]! } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  addTexts(language, texts);
  reflect(i18next.language);
}

/** Fetches the texts of a language unless they are here. Resolves to whether they are; where they are not, the user is told. */
export async function loadLanguage(language: Language): Promise<boolean> {
  if (i18next.hasResourceBundle(language, NAMESPACE)) return true;
  const fetched = new Map<TextSection, readonly object[]>();
  try {
    // A section that is opened meanwhile fetches only the languages that are here by then: it is taken along.
    for (let missing = [...openSections]; missing.length > 0;) {
      const texts = await Promise.all(missing.map((section) => loadChunk(section[language])));
      missing.forEach((section, i) => fetched.set(section, texts[i]!));
      missing = [...openSections].filter((section) => !fetched.has(section));
    }
    for (const rooms of fetched.values()) addTexts(language, rooms);
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
