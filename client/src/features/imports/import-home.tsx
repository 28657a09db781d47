import { Box, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { IconX } from '@tabler/icons-react';
import { FileDrop } from '../../components/file-drop.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { OFFERED_FILES } from './import-file.validation.ts';
import { ImportList } from './import-list.tsx';
import { useUploadStore } from './upload.store.ts';

interface ImportHomeProps {
  onOpen: (one: IncidentImport) => void;
  onUndone: () => void;
}

/** How far the file has come that is being sent. */
function Upload() {
  const { t } = useTranslation();
  const { fileName, share, cancel } = useUploadStore();
  const isSent = share >= 1;
  const label = t('imports.uploading', { name: fileName });
  return (
    <>
      <p>{isSent ? t('imports.arriving') : `${label} ${Math.floor(share * 100)}%`}</p>
      <ProgressBar label={label} progress={isSent ? null : share} />
      <TextButton onClick={cancel}>
        <IconX />
        {t('common.cancel')}
      </TextButton>
    </>
  );
}

/** Where an import begins: a file chosen, or dropped anywhere on the tab, and what was imported before. */
export function ImportHome({ onOpen, onUndone }: ImportHomeProps) {
  const { t } = useTranslation();
  const { fileName, error, refusedName, start } = useUploadStore();
  return (
    <Stack component="section" px={14} pt="xxs" pb={14} miw={0} aria-label={t('imports.title')}>
      <Text size="xs" c="dimmed">
        {t('imports.lead')}
      </Text>
      <FileDrop
        label={t('form.chooseFile')}
        text={t('form.dropFile')}
        overText={t('imports.dropHere')}
        hint={t('imports.formats')}
        endings={OFFERED_FILES}
        busy={fileName === null ? undefined : <Upload />}
        onFiles={([file]) => file && void start(file)}
      >
        {fileName === null && error && (
          <Problem>
            {refusedName === null
              ? errorText(t, error)
              : t('imports.refused', { name: refusedName, reason: errorText(t, error) })}
          </Problem>
        )}
        {fileName === null && (
          <Text size="xs" c="dimmed">
            {t('imports.privacy')}
          </Text>
        )}
        <Box className="lw-ruled" mt="xs" pt="md">
          <SectionHead quiet>{t('imports.list')}</SectionHead>
          <ImportList onOpen={onOpen} onUndone={onUndone} />
        </Box>
      </FileDrop>
    </Stack>
  );
}
