import { Box, Group, Text } from '@mantine/core';
import { IconPrinter, IconX } from '@tabler/icons-react';
import i18next, { type TFunction } from 'i18next';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { Choice } from './choice.tsx';
import { IconButton } from './icon-button.tsx';
import { TextButton } from './text-button.tsx';
import { loadLanguage } from '../i18n/i18n.ts';
import { LANGUAGES, type Language } from '../lib/format.ts';
import { useLanguage } from '../lib/use-language.ts';
import styles from './brief-frame.module.css';

/** Nothing else is on the printed page, nor can it be reached while the brief is open. */
function useAlone(): void {
  useEffect(() => {
    const root = document.getElementById('root');
    const opener = document.activeElement;
    document.documentElement.toggleAttribute('data-brief', true);
    root?.toggleAttribute('inert', true);
    return () => {
      document.documentElement.removeAttribute('data-brief');
      root?.removeAttribute('inert');
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
}

/** Esc closes the brief wherever the focus is: printing hides the bar, and whatever had it loses it. */
function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      // One that closed a note on the brief is spent.
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.stopPropagation();
      latest.current();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, []);
}

/** Browsers offer the page's title as the file's name. */
function printAs(title: string): void {
  const before = document.title;
  document.title = title;
  window.print();
  document.title = before;
}

interface BriefFrameProps {
  heading: string;
  /** What a file of it is called, without an extension; null = it cannot be printed yet. */
  nameFile: ((say: TFunction, language: Language) => string) | null;
  /** Beside the language. */
  controls: ReactNode;
  /** Why there are no pages, or that they are on their way. */
  notice: ReactNode;
  /** The pages; they speak the language of the brief, which may not be the page's. */
  children: ReactNode;
  onClose: () => void;
}

/** A brief on the screen as it will be on paper, in Chinese or English. */
export function BriefFrame({ heading, nameFile, controls, notice, children, onClose }: BriefFrameProps) {
  const { t } = useTranslation();
  const pageLanguage = useLanguage();
  const [language, setLanguage] = useState<Language>(pageLanguage);
  const spoken = useMemo(() => i18next.cloneInstance({ lng: language }), [language]);
  const frame = useRef<HTMLDialogElement>(null);
  useAlone();
  useEscape(onClose);
  useEffect(() => frame.current?.focus(), []);
  return createPortal(
    <dialog ref={frame} open tabIndex={-1} data-brief-preview className={styles.preview} aria-label={t('brief.title')}>
      <Group component="header" gap={14} className={styles.bar}>
        <Text component="h2" size="lg" fw={600} c="bright">
          {heading}
        </Text>
        <Choice
          label={t('brief.language')}
          value={language}
          onChange={(chosen) => void loadLanguage(chosen).then((isLoaded) => isLoaded && setLanguage(chosen))}
          options={LANGUAGES.map((value) => ({ value, label: t(`brief.languages.${value}`) }))}
        />
        {controls}
        <Box component="span" flex={1} />
        <TextButton
          tone="primary"
          disabled={nameFile === null}
          onClick={() => nameFile && printAs(nameFile(spoken.getFixedT(language), language))}
        >
          <IconPrinter />
          {t('brief.print')}
        </TextButton>
        <IconButton label={t('brief.close')} keyHint="Esc" onClick={onClose}>
          <IconX />
        </IconButton>
      </Group>
      <div className={styles.desk}>
        {notice}
        <I18nextProvider i18n={spoken}>{children}</I18nextProvider>
      </div>
    </dialog>,
    document.body,
  );
}
