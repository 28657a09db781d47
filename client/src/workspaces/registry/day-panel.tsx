import { Box, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AsOfBar } from '../../components/as-of-bar.tsx';
import { Panel } from '../../components/panel.tsx';

/** Which day's registers are shown. */
export function DayPanel() {
  const { t } = useTranslation();
  return (
    <Panel title={t('registryRoom.day')}>
      <Box px={14} pb="md">
        <AsOfBar />
        <Text size="xs" c="dimmed" mt="sm">
          {t('registryRoom.dayHint')}
        </Text>
      </Box>
    </Panel>
  );
}
