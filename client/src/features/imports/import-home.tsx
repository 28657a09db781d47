import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { FileStep } from './file-step.tsx';
import { ImportList } from './import-list.tsx';
import styles from './imports.module.css';
import { useUploadStore } from './upload.store.ts';

interface ImportHomeProps {
  onOpen: (one: IncidentImport) => void;
  onUndone: () => void;
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Where an import begins: a file dropped anywhere on the tab, and what was imported before. */
export function ImportHome({ onOpen, onUndone }: ImportHomeProps) {
  const { t } = useTranslation();
  const [isDropping, setIsDropping] = useState(false);
  return (
    // A shortcut for the mouse: keys have the button below.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={styles.home}
      aria-label={t('imports.title')}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setIsDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsDropping(false);
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setIsDropping(false);
        const file = event.dataTransfer.files[0];
        if (file) void useUploadStore.getState().start(file);
      }}
    >
      <p className={styles.lead}>{t('imports.lead')}</p>
      <FileStep isDropping={isDropping} />
      <div className={styles.earlier}>
        <h3>{t('imports.list')}</h3>
        <ImportList onOpen={onOpen} onUndone={onUndone} />
      </div>
    </section>
  );
}
