import { Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotAttachment } from '@liaowang/shared/schemas/hotspot-record';
import { FileDrop } from '../../components/file-drop.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import styles from './attachment-section.module.css';
import { formatBytes } from './record-words.ts';
import { attachmentPath, useAttachFile, useRemoveAttachment } from './records.api.ts';

/** As the server says; a larger file is not even sent. */
const MAX_BYTES = 10 * 1_048_576;
/** What a file is, the server finds out from its content. */
const OFFERED_FILES = '.png,.jpg,.jpeg,.webp,.pdf,.txt,.csv,.xlsx,.docx';

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
  const { send, sending, refused } = useSendFiles(hotspotId);
  const remove = useRemoveAttachment(hotspotId);
  const [askedId, setAskedId] = useState<number | null>(null);
  return (
    <Stack component="section" className="lw-ruled" gap="sm" py={10} px={14} aria-label={t('records.attachments')}>
      <SectionHead quiet how={t('records.how.attachments')}>
        {t('records.attachments')}
      </SectionHead>
      {attachments.length === 0 && !mayReview && (
        <Text size="xs" c="dimmed">
          {t('records.noAttachments')}
        </Text>
      )}
      <ul className={`lw-list ${styles.files}`}>
        {attachments.map(({ attachmentId, fileName, bytes }) => (
          <Group component="li" wrap="nowrap" mih={30} key={attachmentId}>
            <a
              href={attachmentPath(hotspotId, attachmentId)}
              download={fileName}
              title={t('records.download', { name: fileName })}
            >
              <IconDownload />
              <span>{fileName}</span>
            </a>
            {askedId === attachmentId ? (
              <Group
                component="span"
                gap="sm"
                align="stretch"
                wrap="nowrap"
                role="group"
                aria-label={t('records.removeAsk', { name: fileName })}
              >
                <TextButton onClick={() => setAskedId(null)}>{t('common.cancel')}</TextButton>
                <TextButton
                  tone="danger"
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(attachmentId, { onSettled: () => setAskedId(null) })}
                >
                  {t('records.remove')}
                </TextButton>
              </Group>
            ) : (
              <>
                <small>{formatBytes(bytes)}</small>
                {mayReview && (
                  <IconButton
                    label={t('records.removeAsk', { name: fileName })}
                    onClick={() => setAskedId(attachmentId)}
                  >
                    <IconTrash />
                  </IconButton>
                )}
              </>
            )}
          </Group>
        ))}
      </ul>
      {remove.isError && <Problem>{errorText(t, remove.error)}</Problem>}
      {sending && (
        <Stack gap="xs" role="status">
          <Group justify="space-between" wrap="nowrap">
            <Text truncate>{sending.name}</Text>
            <small>{Math.round(sending.progress * 100)}%</small>
          </Group>
          <ProgressBar label={t('records.sending', { name: sending.name })} progress={sending.progress} />
        </Stack>
      )}
      {refused.map(({ name, error }) => (
        <Problem key={name}>
          {t('records.refusedFile', {
            name,
            reason: error instanceof ApiError && error.status === 413 ? t('records.fileTooLarge') : errorText(t, error),
          })}
        </Problem>
      ))}
      {mayReview && (
        <FileDrop
          label={t('records.attach')}
          hint={t('records.attachHint')}
          endings={OFFERED_FILES}
          multiple
          tone="plain"
          disabled={sending !== null}
          onFiles={(files) => void send(files)}
        />
      )}
    </Stack>
  );
}
