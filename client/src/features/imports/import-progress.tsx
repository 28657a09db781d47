import { Box, Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Job } from '@liaowang/shared/schemas/job';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatNumber } from '../../lib/format.ts';

interface ImportProgressProps {
  /** Null while the server has not said anything of it. */
  job: Job | null;
  kind: 'checking' | 'committing';
  isCancelling: boolean;
  onCancel: () => void;
}

/** How far a dry run or an import has come. */
export function ImportProgress({ job, kind, isCancelling, onCancel }: ImportProgressProps) {
  const { t } = useTranslation();
  const rows = job?.detail['rows'];
  const doing = t(kind === 'committing' ? 'imports.committing' : 'imports.checking');
  return (
    <Stack component="section" py="sm" aria-label={doing}>
      <Group wrap="nowrap">
        <Text component="strong" inherit fw={500} c="bright">
          {doing}
        </Text>
        <Box component="small" mr="auto">
          {job?.state === 'queued'
            ? t('imports.waiting')
            : rows !== undefined && t('imports.rowsSoFar', { rows: formatNumber(rows) })}
        </Box>
        <TextButton disabled={isCancelling || job === null} onClick={onCancel}>
          <IconX />
          {t(isCancelling ? 'imports.cancelling' : 'common.cancel')}
        </TextButton>
      </Group>
      <ProgressBar label={doing} progress={job?.progress ?? null} />
    </Stack>
  );
}
