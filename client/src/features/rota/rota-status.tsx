import { Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import styles from './rota.module.css';
import { useRotaStore } from './rota.store.ts';
import { useRota } from './use-rota.ts';

/** Which view the wall shows, which comes next and when; and how to stop. */
export function RotaStatus() {
  const { t } = useTranslation();
  const stop = useRotaStore((store) => store.stop);
  const { phase, shown, next, secondsLeft } = useRota();
  const then = next && next.key !== shown?.key ? next.name : null;
  return (
    <div className={styles.status} data-rota data-phase={phase} role="group" aria-label={t('rota.title')}>
      <Text component="span" inherit c="bright" fw={600}>
        {shown?.name ?? t('rota.title')}
      </Text>
      <Text component="span" truncate inherit miw={0} c={phase === 'urgent' ? 'var(--lw-sos)' : 'dimmed'}>
        {phase === 'urgent'
          ? t('rota.urgent')
          : phase === 'touched'
            ? t('rota.touched')
            : then !== null && t('rota.next', { name: then, seconds: secondsLeft })}
      </Text>
      <IconButton label={t('rota.halt')} keyHint="P" onClick={stop}>
        <IconPlayerStop />
      </IconButton>
    </div>
  );
}
