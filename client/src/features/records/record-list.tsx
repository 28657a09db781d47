import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { RowButton } from '../../components/row-button.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
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

const keyOf = (record: HotspotRecord): number => record.hotspotId;

/** Hotspot records: how they stand, what they rest on, who answers for them and when they are looked at again. */
export function RecordList({ records, label, today, hoveredId, nameOf, onHover, onOpen }: RecordListProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return (
    <ListRows label={label} rows={records} keyOf={keyOf} rowHeightPx={76}>
      {(record, place) => {
        const { evidence, check, owner } = record;
        const daysLeft = findDaysLeft(record, today);
        const name = nameOf(record);
        return (
          <li
            key={record.hotspotId}
            {...place}
            className={styles.row}
            data-hovered={record.hotspotId === hoveredId || undefined}
            data-quiet={record.status === 'rejected' || record.status === 'closed' || undefined}
          >
            <RecordStatus status={record.status} />
            <RowButton
              title={name}
              onClick={() => onOpen(record)}
              onMouseEnter={() => onHover(record.hotspotId)}
              onMouseLeave={() => onHover(null)}
              onFocus={() => onHover(record.hotspotId)}
              onBlur={() => onHover(null)}
            >
              {name}
            </RowButton>
            <span className={styles.due} title={record.nextReviewOn ?? undefined}>
              <StatusTag tone={findDueTone(daysLeft)}>{describeDue(t, daysLeft)}</StatusTag>
            </span>
            <span className={styles.note}>
              {t('records.incidents', { count: evidence.incidentCount, number: formatNumber(evidence.incidentCount) })}{' '}
              · {formatWindow(evidence.filter, timeZone)}
            </span>
            <span className={styles.owner}>{owner ? localName(owner.name) : t('records.noOwner')}</span>
            <span className={styles.note}>
              {t(`records.methodName.${evidence.method.kind}`)} ·{' '}
              <StatusTag tone={check ? CHECK_TONES[check.state] : 'quiet'}>
                {t(`records.checkShort.${check?.state ?? 'never'}`)}
              </StatusTag>
            </span>
            {record.proposedByJob && <span className={styles.owner}>{t('records.byJob')}</span>}
          </li>
        );
      }}
    </ListRows>
  );
}
