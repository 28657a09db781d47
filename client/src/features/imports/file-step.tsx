import { IconFileUpload, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { OFFERED_FILES } from './import-file.validation.ts';
import styles from './imports.module.css';
import { useUploadStore } from './upload.store.ts';

/** Which file: chosen or dropped, sent with its progress. */
export function FileStep({ isDropping }: { isDropping: boolean }) {
  const { t } = useTranslation();
  const { fileName, share, error, refusedName, start, cancel } = useUploadStore();
  const picker = useRef<HTMLInputElement>(null);
  if (fileName !== null) {
    const isSent = share >= 1;
    return (
      <div className={styles.drop}>
        <p>
          {isSent ? t('imports.arriving') : t('imports.uploading', { name: fileName })}
          {!isSent && ` ${Math.floor(share * 100)}%`}
        </p>
        <ProgressBar label={t('imports.uploading', { name: fileName })} progress={isSent ? null : share} />
        <TextButton onClick={cancel}>
          <IconX />
          {t('common.cancel')}
        </TextButton>
      </div>
    );
  }
  return (
    <>
      <div className={styles.drop} data-dropping={isDropping || undefined}>
        <IconFileUpload aria-hidden />
        <p>{t(isDropping ? 'imports.dropHere' : 'imports.drop')}</p>
        <TextButton tone="primary" onClick={() => picker.current?.click()}>
          {t('imports.choose')}
        </TextButton>
        <input
          ref={picker}
          type="file"
          hidden
          accept={OFFERED_FILES}
          aria-label={t('imports.choose')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file may be chosen again once it is mended.
            event.currentTarget.value = '';
            if (file) void start(file);
          }}
        />
        <small>{t('imports.formats')}</small>
      </div>
      {error && (
        <p className={styles.problem} role="alert">
          {refusedName === null
            ? errorText(t, error)
            : t('imports.refused', { name: refusedName, reason: errorText(t, error) })}
        </p>
      )}
      <p className={styles.hint}>{t('imports.privacy')}</p>
    </>
  );
}
