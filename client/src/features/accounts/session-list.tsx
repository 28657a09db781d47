import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccountSession } from '@liaowang/shared/schemas/account';
import { StatusTag } from '../../components/status-tag.tsx';
import { useMoment } from '../../lib/use-moment.ts';

/** Where somebody is signed in, the last seen first. */
export function SessionList({ sessions }: { sessions: readonly AccountSession[] }) {
  const { t } = useTranslation();
  const moment = useMoment();
  if (sessions.length === 0) return <Text c="dimmed">{t('accounts.noSessions')}</Text>;
  return (
    <Stack component="ul" gap="md" m={0} p={0} aria-label={t('accounts.sessions')}>
      {sessions.map(({ sessionId, device, network, startedAt, seenAt, isThis }) => (
        <Group key={sessionId} component="li" gap="md" justify="space-between" wrap="nowrap">
          <div>
            <Text>{device === '' ? t('accounts.unknownDevice') : device}</Text>
            <Text size="xs" c="dimmed">
              {t('accounts.seen', { started: moment(startedAt), seen: moment(seenAt) })}
              {network !== '' && ` · ${network}`}
            </Text>
          </div>
          {isThis && <StatusTag tone="good">{t('accounts.thisOne')}</StatusTag>}
        </Group>
      ))}
    </Stack>
  );
}
