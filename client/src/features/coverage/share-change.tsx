import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Below this a change is rounding: a tenth of a percentage point is what is shown. */
const SAME_WITHIN = 0.0005;

/** A difference of shares in percentage points: its sign, an arrow and a colour say the same thing thrice. */
export function ShareChange({ change }: { change: number }) {
  const { t } = useTranslation();
  if (Math.abs(change) < SAME_WITHIN) return <small>{t('coverage.change.same')}</small>;
  const points = (Math.abs(change) * 100).toFixed(1);
  const isUp = change > 0;
  const spoken = isUp ? t('coverage.change.up', { points }) : t('coverage.change.down', { points });
  return (
    <Text
      component="span"
      size="xs"
      fw={600}
      c={isUp ? 'var(--lw-accent)' : 'var(--lw-incident)'}
      role="img"
      aria-label={spoken}
      title={spoken}
    >
      {isUp ? '▲ +' : '▼ −'}
      {points}
    </Text>
  );
}
