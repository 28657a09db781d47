import { Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterFileDone as Done } from '@liaowang/shared/schemas/register-file';
import { Callout } from '../../components/callout.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { writeCsv } from '../../lib/csv.ts';
import { createFileName, downloadBlob } from '../../lib/download.ts';
import { formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useUndoRegisterFile } from './register-files.api.ts';

interface RegisterFileDoneProps {
  done: Done;
  onClose: () => void;
}

/** What a table did, with the tokens of new devices, and how it is taken back. */
export function RegisterFileDone({ done, onClose }: RegisterFileDoneProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const undo = useUndoRegisterFile();
  const [hasTokens, setHasTokens] = useState(false);
  const { tokens, added, changed, same, refused, register } = done;
  const saveTokens = (): void => {
    const csv = writeCsv({
      columns: ['name', 'deviceId', 'token'].map((column) => ({
        header: t(`registerFiles.token.${column as 'name'}`),
      })),
      rows: tokens.map(({ name, deviceId, token }) => [name, deviceId, token]),
    });
    downloadBlob(
      new Blob([csv], { type: 'text/csv' }),
      createFileName([t('registerFiles.token.title')], serverNowMs(), timeZone, 'csv'),
    );
    setHasTokens(true);
  };
  return (
    <Stack px={14} py="md">
      <Text role="status" c="bright">
        {undo.data
          ? t(undo.data.kept > 0 ? 'registerFiles.undoneKept' : 'registerFiles.undone', {
              number: formatNumber(undo.data.kept),
            })
          : t('registerFiles.done', {
              register: t(`registerFiles.register.${register}`),
              added: formatNumber(added),
              changed: formatNumber(changed),
              same: formatNumber(same),
              refused: formatNumber(refused),
            })}
      </Text>
      {tokens.length > 0 && !undo.data && (
        <Callout tone={hasTokens ? 'plain' : 'warn'}>
          <Stack gap="sm">
            <Text inherit>{t('registerFiles.token.text', { number: formatNumber(tokens.length) })}</Text>
            <Group>
              <TextButton tone="primary" onClick={saveTokens}>
                <IconDownload />
                {t('registerFiles.token.save')}
              </TextButton>
            </Group>
          </Stack>
        </Callout>
      )}
      {undo.error && <Problem>{errorText(t, undo.error)}</Problem>}
      <Group>
        <TextButton tone={tokens.length > 0 ? 'plain' : 'primary'} onClick={onClose}>
          {t('registerFiles.close')}
        </TextButton>
        {!undo.data && added + changed > 0 && (
          <TextButton disabled={undo.isPending} onClick={() => undo.mutate(done.fileId)}>
            {t('registerFiles.undo')}
          </TextButton>
        )}
      </Group>
    </Stack>
  );
}
