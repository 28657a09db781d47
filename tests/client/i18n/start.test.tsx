import { act, renderHook } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, expect, it } from 'vitest';
import {
  loadLanguage,
  loadSection,
  preferredLanguage,
  startI18n,
  switchLanguage,
} from '../../../client/src/i18n/i18n.ts';
import { writeSetting } from '../../../client/src/lib/stored-setting.ts';
import { useLanguage } from '../../../client/src/lib/use-language.ts';
import { TEXT_SECTIONS } from '../../support/catalogues.ts';
import { Page } from '../../support/page.tsx';

/** It speaks for every test of this process. */
afterEach(async () => {
  await act(() => switchLanguage('zh-CN'));
  await Promise.all(TEXT_SECTIONS.map(loadSection));
});

it('begins in the language that is remembered, names and figures too', async () => {
  writeSetting('language', 'en');
  await startI18n(TEXT_SECTIONS[0]!);
  const { result } = renderHook(useLanguage, { wrapper: Page });
  expect([result.current, i18next.t('common.close')]).toEqual(['en', 'Close']);
});

it('a language that is being fetched takes along what is opened meanwhile', async () => {
  i18next.removeResourceBundle('en', 'translation');
  let come: (texts: readonly object[]) => void = () => {};
  const slow = new Promise<readonly object[]>((resolve) => (come = resolve));
  await loadSection({ 'zh-CN': async () => [], en: () => slow });
  const switched = loadLanguage('en');
  await loadSection({ 'zh-CN': async () => [], en: async () => [{ testOnly: { opened: 'Opened meanwhile' } }] });
  come([]);
  expect(await switched).toBe(true);
  expect(i18next.getResource('en', 'translation', 'testOnly.opened')).toBe('Opened meanwhile');
});

it.each([
  [['en-GB', 'zh-CN'], 'en'],
  [['fr-FR', 'en', 'zh'], 'en'],
  [['zh-Hant-TW', 'en'], 'zh-CN'],
  [['ja'], 'zh-CN'],
  [[], 'zh-CN'],
] as const)('at a first visit a browser of %j is spoken to in %s', (languages, spoken) => {
  expect(preferredLanguage(languages)).toBe(spoken);
});
