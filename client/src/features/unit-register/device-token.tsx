import { Group, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { copyText } from '../../components/copy-text.ts';
import { TextButton } from '../../components/text-button.tsx';

/** The token of a device, which can be seen this once. */
export function DeviceToken({ name, token, onDone }: { name: string; token: string; onDone: () => void }) {
  const { t } = useTranslation();
  const copy = () => copyText(token, { done: t('common.copied'), refused: t('common.notCopied') });
  return (
    <Callout role="alert">
      <Text>{t('unitRegister.devices.tokenOnce', { name })}</Text>
      <Text component="code" c="bright" style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
        {token}
      </Text>
      <Group gap="sm" mt="xs">
        <TextButton onClick={copy}>
          <IconCopy />
          {t('unitRegister.devices.copyToken')}
        </TextButton>
        <TextButton onClick={onDone}>{t('unitRegister.devices.tokenKept')}</TextButton>
      </Group>
    </Callout>
  );
}
