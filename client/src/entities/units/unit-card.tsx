import { IconFocus2, IconLink, IconRoute } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Track } from '@liaowang/shared/schemas/position';
import type { Unit, UnitState } from '@liaowang/shared/schemas/unit';
import { Card, CardText } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { PlaceFact } from '../../components/place-fact.tsx';
import { Mark } from '../../components/mark.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import {
  UNKNOWN,
  findCompassPoint,
  formatClock,
  formatDistance,
  formatDuration,
  formatSpeed,
} from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { SetupButton } from './setup-button.tsx';
import { CALL_LOOK, UNIT_LOOK, UNIT_STATE_TONE } from './unit-look.ts';
import { useRefusalText } from './use-refusal-text.ts';
import { useUnitDetail, useUnitTrack } from './units.api.ts';

/** A unit's newest fix as the live stream knows it. */
interface LiveFix {
  lng: number;
  lat: number;
  fixTimeMs: number;
  speedMetersPerSecond: number | null;
  headingDegrees: number | null;
}

interface UnitCardProps {
  unit: Unit;
  branchName: string;
  fix: LiveFix | null;
  /** When it was last heard, the server's epoch milliseconds; null = never. */
  contactMs: number | null;
  state: UnitState;
  /** Near which place it is. */
  placeName: string | null;
  /** The server's clock, epoch milliseconds; while the link is down, when it broke. */
  nowMs: number;
  /** The link is down: nothing newer is known. */
  frozen: boolean;
  following: boolean;
  tracking: boolean;
  mayTrack: boolean;
  /** Its call for help, should one be open. */
  call?: ReactNode;
  onFollow: () => void;
  onTrack: () => void;
  onCopyLink: () => void;
  onClose: () => void;
}

/** A clock that is ahead by less changes nothing that anybody sees. */
const MARKED_SKEW_SECONDS = 5;

function trackNote(track: Track | undefined): 'unit.trackEmpty' | 'unit.truncated' | null {
  if (!track) return null;
  if (track.geometry.coordinates.length === 0) return 'unit.trackEmpty';
  return track.properties.truncated ? 'unit.truncated' : null;
}

/** Who a unit is, where it was last, and how sure that is. */
export function UnitCard({
  unit,
  branchName,
  fix,
  contactMs,
  state,
  placeName,
  nowMs,
  frozen,
  following,
  tracking,
  mayTrack,
  call,
  onFollow,
  onTrack,
  onCopyLink,
  onClose,
}: UnitCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const detail = useUnitDetail(unit.id).data?.properties;
  const track = useUnitTrack(tracking ? unit.id : null).data;
  const look = UNIT_LOOK[unit.kind];
  const age = fix && formatDuration(nowMs - fix.fixTimeMs, language);
  const note = trackNote(track);
  const refusal = useRefusalText()(unit);
  const { contactInterval } = unit;
  const ago = (atMs: number): string =>
    `${formatClock(atMs, timeZone)} · ${t('common.ago', { duration: formatDuration(nowMs - atMs, language) })}`;
  const known = <T,>(value: T | null | undefined, format: (value: T) => string) =>
    value === null || value === undefined ? UNKNOWN : format(value);

  return (
    <Card
      mark={<Mark {...look} {...(call && CALL_LOOK)} size={16} opacity={call || state === 'fresh' ? 1 : 0.5} />}
      title={localName(unit.name)}
      subtitle={
        <>
          <StatusTag tone={UNIT_STATE_TONE[state]}>{t(`unitState.${state}`)}</StatusTag> · {t(`unitKind.${unit.kind}`)}{' '}
          · {branchName}
        </>
      }
      onClose={onClose}
      actions={
        <>
          <TextButton
            tone={following ? 'plain' : 'primary'}
            pressed={following}
            keyHint="F"
            disabled={!fix}
            onClick={onFollow}
          >
            <IconFocus2 />
            {following ? t('unit.unfollow') : t('unit.follow')}
          </TextButton>
          {mayTrack && (
            <TextButton pressed={tracking} onClick={onTrack}>
              <IconRoute />
              {tracking ? t('unit.hideTrack') : t('unit.track')}
            </TextButton>
          )}
          <SetupButton unit={unit} />
          <TextButton onClick={onCopyLink}>
            <IconLink />
            {t('common.copyLink')}
          </TextButton>
        </>
      }
    >
      {call}
      {frozen && <CardText tone="warning">{t('common.asOf', { time: formatClock(nowMs, timeZone) })}</CardText>}
      {refusal && <CardText tone="warning">{refusal}</CardText>}
      {fix && age && state !== 'fresh' && (
        <CardText tone="warning">{t('unit.stalePosition', { duration: age })}</CardText>
      )}
      <Facts
        facts={[
          { label: t('unit.lastFix'), value: fix ? ago(fix.fixTimeMs) : t('unit.never'), wide: true },
          { label: t('unit.lastContact'), value: contactMs === null ? t('unit.never') : ago(contactMs), wide: true },
          { label: t('unit.speed'), value: known(fix?.speedMetersPerSecond, formatSpeed) },
          {
            label: t('unit.heading'),
            value: known(
              fix?.headingDegrees,
              (degrees) => `${t(`compass.${String(findCompassPoint(degrees)) as '0'}`)} ${Math.round(degrees)}°`,
            ),
          },
          { label: t('unit.accuracy'), value: known(detail?.accuracyMeters, (meters) => `±${formatDistance(meters)}`) },
          {
            label: t('unit.battery'),
            value: known(
              detail?.batteryPercent,
              (percent) => `${Math.round(percent)}%${detail?.charging ? t('unit.charging') : ''}`,
            ),
          },
          {
            label: t('unit.interval'),
            value: known(contactInterval, ({ seconds, source }) =>
              t(`unit.every.${source}`, { duration: formatDuration(seconds * 1_000, language) }),
            ),
          },
          {
            label: t('unit.clock'),
            value: known(detail?.clockSkewSeconds, (seconds) =>
              seconds < MARKED_SKEW_SECONDS
                ? t('unit.clockRight')
                : t('unit.clockAhead', { duration: formatDuration(seconds * 1_000, language) }),
            ),
          },
          {
            label: t('unit.at'),
            value: fix && placeName !== null ? <PlaceFact name={placeName} position={[fix.lng, fix.lat]} /> : UNKNOWN,
            wide: true,
          },
        ]}
      />
      {note && <CardText tone="quiet">{t(note)}</CardText>}
    </Card>
  );
}
