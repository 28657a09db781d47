import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import paper from '../../../components/paper.module.css';
import { describeCheck } from '../../../features/records/record-words.ts';
import { UNKNOWN, formatNumber } from '../../../lib/format.ts';
import { useRecordName } from '../use-record-name.ts';

/** What there is room for. */
const LISTED = 5;
const OPEN = new Set<HotspotRecord['status']>(['proposed', 'confirmed', 'watching']);

/** The hotspots under review, those acted upon first. */
export function RecordsTable({ records, timeZone }: { records: readonly HotspotRecord[]; timeZone: string }) {
  const { t } = useTranslation();
  const nameOf = useRecordName();
  const order = ['confirmed', 'watching', 'proposed'];
  const open = records
    .filter(({ status }) => OPEN.has(status))
    .sort(
      (a, b) =>
        order.indexOf(a.status) - order.indexOf(b.status) || b.evidence.incidentCount - a.evidence.incidentCount,
    );
  if (open.length === 0) return null;
  return (
    <>
      <h2>{t('zoneBrief.records')}</h2>
      <table className={paper.table} data-dense>
        <thead>
          <tr>
            <th scope="col">{t('zoneBrief.column.record')}</th>
            <th scope="col">{t('zoneBrief.column.status')}</th>
            <th scope="col">{t('zoneBrief.column.incidents')}</th>
            <th scope="col">{t('zoneBrief.column.check')}</th>
            <th scope="col">{t('zoneBrief.column.nextReview')}</th>
          </tr>
        </thead>
        <tbody>
          {open.slice(0, LISTED).map((record) => (
            <tr key={record.hotspotId}>
              <th scope="row">{nameOf(record)}</th>
              <td>{t(`records.status.${record.status}`)}</td>
              <td>{formatNumber(record.evidence.incidentCount)}</td>
              <td>{describeCheck(t, record.check, timeZone)}</td>
              <td>{record.nextReviewOn ?? UNKNOWN}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {open.length > LISTED && <p className={paper.fine}>{t('brief.left', { count: open.length - LISTED })}</p>}
    </>
  );
}
