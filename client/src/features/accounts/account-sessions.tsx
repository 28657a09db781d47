import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ManagedAccount } from '@liaowang/shared/schemas/account';
import { Fetching } from '../../components/fetching.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useEndSessions, useSessionsOf } from './accounts.api.ts';
import { SessionList } from './session-list.tsx';

/** Where an account is signed in, and the way to end all of it. */
export function AccountSessions({
  account,
  isOwn,
  onDone,
}: {
  account: ManagedAccount;
  isOwn: boolean;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const sessions = useSessionsOf(account.accountId);
  const { data } = sessions;
  const end = useEndSessions();
  if (!data) return <Fetching of={sessions} failed={t('accounts.failed')} rows={2} />;
  return (
    <Stack gap="lg">
      <SessionList sessions={data} />
      {end.error && <Problem>{errorText(t, end.error)}</Problem>}
      <Group gap="md">
        {!isOwn && data.length > 0 && (
          <TextButton tone="danger" disabled={end.isPending} onClick={() => end.mutate(account.accountId)}>
            {t('accounts.endAll')}
          </TextButton>
        )}
        <TextButton onClick={onDone}>{t('accounts.back')}</TextButton>
      </Group>
    </Stack>
  );
}
