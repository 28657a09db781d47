import { Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '@liaowang/shared/schemas/account';
import { copyText } from '../../components/copy-text.ts';
import { TextButton } from '../../components/text-button.tsx';
import { useMoment } from '../../lib/use-moment.ts';

interface InvitationLinkProps {
  username: string;
  invitation: Invitation;
  onDone: () => void;
}

/** The one-time link of an account, to be given to its owner. It is told once: the server keeps its hash only. */
export function InvitationLink({ username, invitation: { token, expiresAt }, onDone }: InvitationLinkProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  // In the fragment, which browsers do not send and servers do not log.
  const url = `${location.origin}/invitation#token=${token}`;
  return (
    <Stack gap="lg">
      <Text>{t('accounts.linkFor', { username })}</Text>
      <TextInput
        readOnly
        aria-label={t('accounts.link')}
        value={url}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Text size="xs" c="dimmed">
        {t('accounts.linkHow', { until: moment(expiresAt) })}
      </Text>
      <Group gap="md">
        <TextButton
          tone="primary"
          onClick={() => copyText(url, { done: t('common.linkCopied'), refused: t('accounts.linkNotCopied') })}
        >
          <IconCopy />
          {t('common.copyLink')}
        </TextButton>
        <TextButton onClick={onDone}>{t('common.done')}</TextButton>
      </Group>
    </Stack>
  );
}
