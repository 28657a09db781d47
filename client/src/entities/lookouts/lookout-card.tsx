import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Mark } from '../../components/mark.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDate, formatDistance } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { countDaysBetween, formatDutyHours } from './duty-text.ts';

interface LookoutCardProps {
  lookout: LookoutFeature;
  branchName: string;
  nowMs: number;
  onCopyLink: () => void;
  onClose: () => void;
}

/** A fixed post: how far it sees, when, and the state of its notice board. */
export function LookoutCard({ lookout, branchName, nowMs, onCopyLink, onClose }: LookoutCardProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const {
    number,
    name,
    detectionRangeMeters,
    onDuty,
    noticeBoardInspectedOn: inspectedOn,
    ...hours
  } = lookout.properties;
  const days = inspectedOn === null ? 0 : countDaysBetween(inspectedOn, formatDate(nowMs, timeZone));
  const board =
    inspectedOn === null
      ? t('lookout.neverInspected')
      : days === 0
        ? t('lookout.inspectedToday')
        : t('lookout.inspected', { date: inspectedOn, days });
  const dutyHours = formatDutyHours(hours) ?? t('lookout.allDay');

  return (
    <Card
      mark={<Mark shape="hexagon" color="var(--lw-lookout)" size={16} />}
      title={localName(name)}
      subtitle={
        <>
          {t('lookout.title', { number: String(number).padStart(2, '0') })} ·{' '}
          <StatusTag tone={onDuty ? 'good' : 'quiet'}>
            {onDuty ? t('lookout.onDuty') : t('lookout.offDuty')} {dutyHours}
          </StatusTag>
        </>
      }
      onClose={onClose}
      actions={
        <TextButton onClick={onCopyLink}>
          <IconLink />
          {t('common.copyLink')}
        </TextButton>
      }
    >
      <Facts
        facts={[
          { label: t('card.range'), value: formatDistance(detectionRangeMeters) },
          { label: t('card.branch'), value: branchName },
          { label: t('lookout.board'), value: board, wide: true },
        ]}
      />
    </Card>
  );
}
