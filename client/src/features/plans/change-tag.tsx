import { Text, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A difference of shares in percentage points: its sign, an arrow and a colour say the same thing thrice. */
export function ChangeTag({ change }: { change: number }) {
  const { t } = useTranslation();
  if (change === 0) return <small>{t('plans.table.same')}</small>;
  const points = (Math.abs(change) * 100).toFixed(1);
  const isUp = change > 0;
  return (
    <Text component="span" size="xs" fw={600} c={isUp ? 'var(--lw-accent)' : 'var(--lw-incident)'} pos="relative">
      <span aria-hidden="true">
        {isUp ? '▲ +' : '▼ −'}
        {points}
      </span>
      <VisuallyHidden>{isUp ? t('plans.table.up', { points }) : t('plans.table.down', { points })}</VisuallyHidden>
    </Text>
  );
}
