import { IconDownload, IconPaperclip, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotAttachment } from '@liaowang/shared/schemas/hotspot-record';
import { HowNote } from '../../components/how-note.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import styles from './attachment-section.module.css';
import detailStyles from './record-detail.module.css';
import { formatBytes } from './record-words.ts';
import { attachmentPath, useAttachFile, useRemoveAttachment } from './records.api.ts';

/** As the server says; a larger file is not even sent. */
const MAX_BYTES = 10 * 1_048_576;
const ACCEPTED = '.png,.jpg,.jpeg,.webp,.pdf,.txt,.csv,.xlsx,.docx';

interface Sending {
  name: string;
  progress: number;
}

interface AttachmentSectionProps {
  hotspotId: number;
  attachments: readonly HotspotAttachment[];
  mayReview: boolean;
}

/** Sends files one after another; what was refused is said, the others go on. */
function useSendFiles(hotspotId: number) {
  const attach = useAttachFile(hotspotId);
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<ReadonlyArray<{ name: string; error: unknown }>>([]);
  const send = async (files: readonly File[]): Promise<void> => {
    setRefused([]);
    for (const file of files) {
      const onProgress = (progress: number): void => setSending({ name: file.name, progress });
      onProgress(0);
      try {
        if (file.size > MAX_BYTES)
          throw new ApiError({
            status: 413,
            code: 'attachment-too-large',
            field: null,
            reason: 'The file is too large.',
          });
        await attach.mutateAsync({ file, onProgress });
      } catch (error) {
        setRefused((before) => [...before, { name: file.name, error }]);
      }
    }
    setSending(null);
  };
  return { send, sending, refused };
}

/** Files of a record: to download, and for reviewers to add by choosing or dropping and to take away. */
export function AttachmentSection({ hotspotId, attachments, mayReview }: AttachmentSectionProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { send, sending, refused } = useSendFiles(hotspotId);
  const remove = useRemoveAttachment(hotspotId);
  const [askedId, setAskedId] = useState<number | null>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <section className={detailStyles.section} aria-label={t('review.attachments')}>
      <h3>
        {t('review.attachments')}
        <HowNote label={t('review.attachments')} text={t('review.how.attachments')} />
      </h3>
      {attachments.length === 0 && !mayReview && <p className={detailStyles.quiet}>{t('review.noAttachments')}</p>}
      <ul className={styles.files}>
        {attachments.map(({ attachmentId, fileName, bytes }) => (
          <li key={attachmentId}>
            <a
              href={attachmentPath(hotspotId, attachmentId)}
              download={fileName}
              title={t('review.download', { name: fileName })}
            >
              <IconDownload />
              <span>{fileName}</span>
            </a>
            {askedId === attachmentId ? (
              <span className={styles.ask} role="group" aria-label={t('review.removeAsk', { name: fileName })}>
                <TextButton onClick={() => setAskedId(null)}>{t('common.cancel')}</TextButton>
                <TextButton
                  tone="danger"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(attachmentId, { onSettled: () => setAskedId(null) })}
                >
                  {t('review.remove')}
                </TextButton>
              </span>
            ) : (
              <>
                <small>{formatBytes(bytes)}</small>
                {mayReview && (
                  <IconButton
                    label={t('review.removeAsk', { name: fileName })}
                    onClick={() => setAskedId(attachmentId)}
                  >
                    <IconTrash />
                  </IconButton>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {remove.isError && (
        <p className={detailStyles.problem} role="alert">
          {errorText(t, remove.error)}
        </p>
      )}
      {sending && (
        <div className={styles.sending} role="status">
          <span>{sending.name}</span>
          <small>{Math.round(sending.progress * 100)}%</small>
          <ProgressBar label={t('review.sending', { name: sending.name })} progress={sending.progress} />
        </div>
      )}
      {refused.map(({ name, error }) => (
        <p key={name} className={detailStyles.problem} role="alert">
          {t('review.refusedFile', {
            name,
            reason: error instanceof ApiError && error.status === 413 ? t('review.fileTooLarge') : errorText(t, error),
          })}
        </p>
      ))}
      {mayReview && (
        <>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept={ACCEPTED}
            aria-label={t('review.attach')}
            onChange={({ currentTarget }) => {
              const files = [...(currentTarget.files ?? [])];
              // The same file may be chosen again.
              currentTarget.value = '';
              void send(files);
            }}
          />
          <button
            type="button"
            className={styles.drop}
            data-over={isOver || undefined}
            disabled={sending !== null}
            onClick={() => input.current?.click()}
            onDragOver={(event) => {
              event.preventDefault();
              setIsOver(true);
            }}
            onDragLeave={() => setIsOver(false)}
            onDrop={(event) => {
              event.preventDefault();
              setIsOver(false);
              void send([...event.dataTransfer.files]);
            }}
          >
            <IconPaperclip />
            <b>{t('review.attach')}</b>
            <span>{t('review.attachHint')}</span>
          </button>
        </>
      )}
    </section>
  );
}
