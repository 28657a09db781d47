import { Group, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconFileUpload, IconFlame } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { Note } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import checkStyles from './import-check.module.css';
import { RemoveImport } from './remove-import.tsx';

interface DoneStepProps {
  one: IncidentImport;
  /** Shows the hotspots of what was imported. */
  onShowHotspots: (one: IncidentImport) => void;
  onUndone: () => void;
  onAnother: () => void;
}

/** What an import brought, and what can be done with it. */
export function DoneStep({ one, onShowHotspots, onUndone, onAnother }: DoneStepProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const [isRemoving, setIsRemoving] = useState(false);
  const another = { label: t('imports.another'), onClick: onAnother };
  if (one.state !== 'committed')
    return <Note title={t('imports.undoneTitle')} text={t('imports.undoneText')} action={another} />;
  const { firstAt = null, lastAt = null } = one.check ?? {};
  return (
    <Stack gap="lg" px={14} pb={14} miw={0}>
      <Group align="baseline" gap="0 var(--lw-space-md)" fz="xs" c="dimmed" role="status">
        <span>{t('imports.done')}</span>
        <Text component="b" fz={26} fw={600} lh={1.15} c="bright">
          {formatNumber(one.importedCount ?? 0)}
        </Text>
        <span>{t('imports.doneText', { name: one.fileName })}</span>
      </Group>
      {firstAt !== null && lastAt !== null && (
        <Text size="xs" c="dimmed">
          {t('imports.period')} {formatDate(parseInstant(firstAt), timeZone)} –{' '}
          {formatDate(parseInstant(lastAt), timeZone)}
        </Text>
      )}
      <div className={checkStyles.buttons}>
        <TextButton tone="primary" disabled={firstAt === null} onClick={() => onShowHotspots(one)}>
          <IconFlame />
          {t('imports.toHotspots')}
        </TextButton>
        <TextButton
          disabled={!one.mayChange}
          {...(!one.mayChange && { title: t('errors.not-yours') })}
          onClick={() => setIsRemoving(true)}
        >
          <IconArrowBackUp />
          {t('imports.undo')}
        </TextButton>
        <TextButton onClick={onAnother}>
          <IconFileUpload />
          {another.label}
        </TextButton>
      </div>
      {isRemoving && (
        <RemoveImport
          one={one}
          onClose={() => setIsRemoving(false)}
          onDone={() => {
            setIsRemoving(false);
            onUndone();
          }}
        />
      )}
    </Stack>
  );
}
