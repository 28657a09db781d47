import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { CallForHelp } from '@liaowang/shared/schemas/alert';
import { Facts } from '../../components/facts.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { UNKNOWN, formatDistance, formatDuration, formatLngLat, formatMoment } from '../../lib/format.ts';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useChangeAlert } from './alerts.api.ts';
import styles from './call-section.module.css';
import { isHeardLate } from './late-call.ts';

interface CallSectionProps {
  call: CallForHelp;
  /** Where the unit is, and when that was measured; null = it never said. */
  now: { position: readonly [number, number]; fixTimeMs: number } | null;
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
  mayAcknowledge: boolean;
  nameOf: (position: readonly [number, number]) => string;
  onShow: (position: [number, number]) => void;
}

/** A unit's call for help on its card: since when, from where, where it is now, who took it; and what to do about it. */
export function CallSection({ call, now, nowMs, mayAcknowledge, nameOf, onShow }: CallSectionProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const change = useChangeAlert();
  const waits = call.status === 'raised';
  const { position, detail } = call;
  const pressedMs = parseInstant(detail.pressedAt);
  const ago = (timeMs: number) => formatDuration(nowMs - timeMs, language);
  const place = (at: readonly [number, number]) => (
    <>
      {nameOf(at)}
      <br />
      {formatLngLat(at)}
    </>
  );
  const hasMoved = position && detail.lastPosition && computeNearbyDistanceMeters(position, detail.lastPosition) >= 1;
  const taken = () => {
    if (waits) return t('call.waiting');
    return call.acknowledgedBy ? t('call.taken', { name: localName(call.acknowledgedBy) }) : t('call.takenUnnamed');
  };
  return (
    <Stack component="section" className={styles.call} aria-label={t('call.title')} data-taken={!waits || undefined}>
      <Text component="h3" size="md" fw={600} c="var(--lw-sos)">
        {t('call.title')}{' '}
        <Text component="span" size="xs" fw={400} c="var(--lw-ink)">
          {ago(pressedMs)} · {taken()}
        </Text>
      </Text>
      <Facts
        facts={[
          {
            label: t('call.pressed'),
            value: (
              <>
                {formatMoment(pressedMs, nowMs, timeZone)}
                {isHeardLate(call) && (
                  <> · {t('call.heard', { time: formatMoment(parseInstant(call.raisedAt), nowMs, timeZone) })}</>
                )}
              </>
            ),
            wide: true,
          },
          ...(call.count > 1
            ? [
                {
                  label: t('call.count'),
                  value: t('call.countLast', {
                    count: call.count,
                    duration: ago(parseInstant(detail.lastPressedAt)),
                  }),
                  wide: true,
                },
              ]
            : []),
          { label: t('call.where'), value: position ? place(position) : UNKNOWN, wide: true },
          ...(hasMoved && detail.lastPosition
            ? [{ label: t('call.lastWhere'), value: place(detail.lastPosition), wide: true }]
            : []),
          {
            label: t('call.now'),
            value: now ? (
              <>
                {nameOf(now.position)}
                {position && (
                  <>
                    <br />
                    {t('call.nowAway', {
                      distance: formatDistance(computeNearbyDistanceMeters(position, now.position)),
                      duration: ago(now.fixTimeMs),
                    })}
                  </>
                )}
              </>
            ) : (
              UNKNOWN
            ),
            wide: true,
          },
          ...(call.acknowledgedAt === null
            ? []
            : [
                {
                  label: t('call.takenAt'),
                  value: formatMoment(parseInstant(call.acknowledgedAt), nowMs, timeZone),
                  wide: true,
                },
              ]),
        ]}
      />
      <Group gap="sm" align="stretch">
        {mayAcknowledge && waits && (
          <TextButton
            tone="danger"
            disabled={change.isPending}
            onClick={() => change.mutate({ id: call.id, change: 'acknowledge' })}
          >
            {t('alert.acknowledge')}
          </TextButton>
        )}
        {mayAcknowledge && (
          <TextButton disabled={change.isPending} onClick={() => change.mutate({ id: call.id, change: 'clear' })}>
            {t('alert.clear')}
          </TextButton>
        )}
        {position && <TextButton onClick={() => onShow(position)}>{t('call.showWhere')}</TextButton>}
      </Group>
      {change.error && (
        <Text size="xs" c="var(--lw-warn)" role="alert">
          {errorText(t, change.error)}
        </Text>
      )}
    </Stack>
  );
}
