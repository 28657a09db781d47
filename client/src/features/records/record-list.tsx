import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { StatusTag } from '../../components/status-tag.tsx';
import { formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { Day } from './calendar-days.ts';
import { formatWindow } from './evidence-words.ts';
import styles from './record-list.module.css';
import { findDaysLeft } from './record-order.ts';
import { RecordStatus } from './record-status.tsx';
import { CHECK_TONES, describeDue, findDueTone } from './record-words.ts';

interface RecordListProps {
  records: readonly HotspotRecord[];
  label: string;
  today: Day;
  hoveredId: number | null;
  nameOf: (record: HotspotRecord) => string;
  onHover: (hotspotId: number | null) => void;
  onOpen: (record: HotspotRecord) => void;
}

/** Hotspot records: how they stand, what they rest on, who answers for them and when they are looked at again. */
export function RecordList({ records, label, today, hoveredId, nameOf, onHover, onOpen }: RecordListProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return (
    <ul className={styles.list} aria-label={label}>
      {records.map((record) => {
        const { evidence, check, owner } = record;
        const daysLeft = findDaysLeft(record, today);
        const name = nameOf(record);
        return (
          <li
            key={record.hotspotId}
            className={styles.row}
            data-hovered={record.hotspotId === hoveredId || undefined}
            data-quiet={record.status === 'rejected' || record.status === 'closed' || undefined}
          >
            <RecordStatus status={record.status} />
            <button
              type="button"
              className={styles.open}
              onClick={() => onOpen(record)}
              onMouseEnter={() => onHover(record.hotspotId)}
              onMouseLeave={() => onHover(null)}
              onFocus={() => onHover(record.hotspotId)}
              onBlur={() => onHover(null)}
            >
              <span className={styles.name} title={name}>
                {name}
              </span>
            </button>
            <span className={styles.due} title={record.nextReviewOn ?? undefined}>
              <StatusTag tone={findDueTone(daysLeft)}>{describeDue(t, daysLeft)}</StatusTag>
            </span>
            <span className={styles.note}>
              {t('review.incidents', { count: evidence.incidentCount, number: formatNumber(evidence.incidentCount) })} ·{' '}
              {formatWindow(evidence.filter, timeZone)}
            </span>
            <span className={styles.owner}>{owner ? localName(owner.name) : t('review.noOwner')}</span>
            <span className={styles.note}>
              {t(`review.methodName.${evidence.method.kind}`)} ·{' '}
              <StatusTag tone={check ? CHECK_TONES[check.state] : 'quiet'}>
                {t(`review.checkShort.${check?.state ?? 'never'}`)}
              </StatusTag>
            </span>
            {record.proposedByJob && <span className={styles.owner}>{t('review.byJob')}</span>}
          </li>
        );
      })}
    </ul>
  );
}
