import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../lib/as-of.store.ts';

/** Says of a tab that it follows no chosen day; nothing while none is chosen. */
export function AlwaysNow() {
  const { t } = useTranslation();
  if (useAsOf() === null) return null;
  return (
    <Text px={14} pt="md" size="xs" c="var(--lw-warn)">
      {t('registryRoom.alwaysNow')}
    </Text>
  );
}
