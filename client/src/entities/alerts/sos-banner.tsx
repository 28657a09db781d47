import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { CallForHelp } from '@liaowang/shared/schemas/alert';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatDuration, formatMoment } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useChangeAlert } from './alerts.api.ts';
import { isHeardLate } from './late-call.ts';
import styles from './sos-banner.module.css';

interface SosBannerProps {
  /** Calls for help that nobody has acknowledged. */
  alerts: readonly CallForHelp[];
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
  mayAcknowledge: boolean;
  /** Who calls and near where. */
  describe: (alert: CallForHelp) => string;
  onLocate: (alert: CallForHelp) => void;
}

/** Takes the screen until somebody takes the call. */
export function SosBanner({ alerts, nowMs, mayAcknowledge, describe, onLocate }: SosBannerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const change = useChangeAlert();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  if (alerts.length === 0) return null;
  const ago = (instant: string) => formatDuration(nowMs - parseInstant(instant), language);
  const say = (alert: CallForHelp) =>
    [
      t('sos.pressed', { duration: ago(alert.detail.pressedAt) }),
      ...(isHeardLate(alert)
        ? [t('sos.heard', { time: formatMoment(parseInstant(alert.raisedAt), nowMs, timeZone) })]
        : []),
      ...(alert.count > 1 ? [t('sos.presses', { count: alert.count, duration: ago(alert.detail.lastPressedAt) })] : []),
      t('sos.unanswered'),
    ].join(' · ');
  return (
    <Stack align="center" className={styles.list} role="alert">
      {alerts.map((alert) => (
        <Group key={alert.id} gap="xl" className={styles.banner}>
          <Text component="span" fz={19} fw={700}>
            {t('sos.title')}
          </Text>
          <span>
            <Text component="b" size="lg" fw={600}>
              {describe(alert)}
            </Text>
            <br />
            {say(alert)}
          </span>
          <Group component="span" ml="auto">
            <TextButton onClick={() => onLocate(alert)}>{t('sos.locate')}</TextButton>
            {mayAcknowledge && (
              <TextButton
                disabled={change.isPending}
                onClick={() => change.mutate({ id: alert.id, change: 'acknowledge' })}
              >
                {change.isPending ? t('alert.acknowledging') : t('alert.acknowledge')}
              </TextButton>
            )}
          </Group>
          {change.error && <span>{errorText(t, change.error)}</span>}
        </Group>
      ))}
    </Stack>
  );
}

/** A red edge around the whole room while an SOS waits. It pulses three times, then stays. */
export function SosFrame() {
  return <div className={styles.frame} aria-hidden="true" />;
}
