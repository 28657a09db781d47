import { IconPrinter, IconX } from '@tabler/icons-react';
import i18next from 'i18next';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Note } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { BriefSheet } from '../../features/brief/brief-sheet.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { loadLanguage } from '../../i18n/i18n.ts';
import { createFileName } from '../../lib/download.ts';
import { LANGUAGES, type Language } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { localName, useLanguage } from '../../lib/use-language.ts';
import styles from './brief-preview.module.css';
import { useBriefContent, type FetchedBrief } from './use-brief-content.ts';
import { BRIEF_VIEWS, useBriefMap, type BriefView } from './use-brief-map.ts';

/** The pages with their map, in the language of the provider around. */
function Sheet({ brief, view, onDrawn }: { brief: FetchedBrief; view: BriefView; onDrawn: (isDrawn: boolean) => void }) {
  const { address, hasFailed } = useBriefMap(brief, view);
  const hasUnits = usePermission('live:view');
  const isDrawn = address !== null || hasFailed;
  useEffect(() => onDrawn(isDrawn), [isDrawn, onDrawn]);
  return <BriefSheet content={brief.content} mapAddress={address} hasMapFailed={hasFailed} hasUnits={hasUnits} />;
}

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

/** Browsers offer the page's title as the file's name. */
function printAs(title: string): void {
  const before = document.title;
  document.title = title;
  window.print();
  document.title = before;
}

/** A brief on the screen as it will be on paper: two A4 pages, in Chinese or English. */
export default function BriefPreview({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const pageLanguage = useLanguage();
  const [language, setLanguage] = useState<Language>(pageLanguage);
  const [view, setView] = useState<BriefView>('screen');
  const [isDrawn, setIsDrawn] = useState(false);
  const brief = useBriefContent();
  const spoken = useMemo(() => i18next.cloneInstance({ lng: language }), [language]);
  const close = useRef<HTMLDialogElement>(null);
  useAlone();
  useEffect(() => close.current?.focus(), []);

  const print = (): void => {
    if (!brief.data) return;
    const { city, madeAtMs, timeZone } = brief.data.content;
    const say = spoken.getFixedT(language);
    // Without an extension: the browser adds its own.
    printAs(createFileName([localName(city, language), say('brief.heading')], madeAtMs, timeZone, 'pdf').replace(/\.pdf$/, ''));
  };

  return createPortal(
    <dialog
      ref={close}
      open
      tabIndex={-1}
      data-brief-preview
      className={styles.preview}
      aria-label={t('brief.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.bar}>
        <h2>{t('brief.heading')}</h2>
        <Choice label={t('brief.language')} value={language} onChange={(chosen) => void loadLanguage(chosen).then((isLoaded) => isLoaded && setLanguage(chosen))} options={LANGUAGES.map((value) => ({ value, label: t(`brief.languages.${value}`) }))} />
        <Choice label={t('brief.view')} value={view} onChange={setView} options={BRIEF_VIEWS.map((value) => ({ value, label: t(`brief.views.${value}`) }))} />
        <span className={styles.space} />
        <TextButton tone="primary" disabled={!isDrawn} onClick={print}><IconPrinter />{t('brief.print')}</TextButton>
        <IconButton label={t('brief.close')} keyHint="Esc" onClick={onClose}><IconX /></IconButton>
      </header>
      <div className={styles.desk}>
        {brief.isError && <Note tone="error" title={t('brief.failed')} text={errorText(t, brief.error)} action={{ label: t('common.retry'), onClick: () => void brief.refetch() }} />}
        {brief.isPending && <p role="status">{t('brief.preparing')}</p>}
        {brief.data && (
          <I18nextProvider i18n={spoken}>
            <Sheet brief={brief.data} view={view} onDrawn={setIsDrawn} />
          </I18nextProvider>
        )}
      </div>
    </dialog>,
    document.body,
  );
}
