import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { FileRegister } from '@liaowang/shared/schemas/register-file';
import { ManagedRow } from '../../components/managed-row.tsx';
import { Problem } from '../../components/problem.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock, formatDate, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useRegisterFiles, useUndoRegisterFile } from './register-files.api.ts';

/** Tables that were read before into these registers, each of which can be undone; nothing where there is none. */
export function RegisterFileList({ registers }: { registers: readonly FileRegister[] }) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const files = (useRegisterFiles().data ?? []).filter(({ register }) => registers.includes(register));
  const undo = useUndoRegisterFile();
  if (files.length === 0) return null;
  const momentOf = (at: string): string => {
    const atMs = parseInstant(at);
    return `${formatDate(atMs, timeZone)} ${formatClock(atMs, timeZone).slice(0, 5)}`;
  };
  return (
    <Stack gap={0} pt="md">
      <Text px={14} size="xs" c="dimmed">
        {t('registerFiles.before')}
      </Text>
      {undo.error && (
        <Stack px={14}>
          <Problem>{errorText(t, undo.error)}</Problem>
        </Stack>
      )}
      <ul className="lw-list" aria-label={t('registerFiles.before')}>
        {files.map((file) => (
          <ManagedRow
            key={file.fileId}
            name={file.fileName}
            about={[
              t(`registerFiles.register.${file.register}`),
              t('registerFiles.counts', { added: formatNumber(file.added), changed: formatNumber(file.changed) }),
              `${file.by} · ${momentOf(file.at)}`,
              ...(file.undoneAt === null ? [] : [t('registerFiles.wasUndone')]),
            ].join(' · ')}
            remove={
              file.undoneAt === null
                ? {
                    label: t('registerFiles.undo'),
                    sureLabel: t('registerFiles.sureUndo'),
                    isBusy: undo.isPending,
                    onClick: () => undo.mutate(file.fileId),
                  }
                : undefined
            }
          />
        ))}
      </ul>
    </Stack>
  );
}
