import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../components/text-button.tsx';
import { switchLanguage } from '../i18n/i18n.ts';
import { useLanguage } from '../lib/use-language.ts';

/** Language and theme, for the pages before sign-in. */
export function SignInControls() {
  const { t } = useTranslation();
  const language = useLanguage();
  const scheme = useComputedColorScheme('dark');
  const { setColorScheme } = useMantineColorScheme();
  return (
    <>
      <TextButton onClick={() => void switchLanguage(language === 'en' ? 'zh-CN' : 'en')}>
        {t('common.switchLanguage')}
      </TextButton>
      <TextButton onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
        {scheme === 'dark' ? t('common.lightTheme') : t('common.darkTheme')}
      </TextButton>
    </>
  );
}
