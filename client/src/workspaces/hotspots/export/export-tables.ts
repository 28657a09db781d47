import type { TFunction } from 'i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { describeFilter, describeMethod, formatWindow } from '../../../features/records/evidence-words.ts';
import { describeCheck } from '../../../features/records/record-words.ts';
import { describeUnevenness } from '../../../features/zones/unevenness-words.ts';
import { describeEvidence } from '../../../features/zones/zone-words.ts';
import type { Answer } from '../../../features/zones/zones.store.ts';
import { formatNumber, type Language } from '../../../lib/format.ts';
import { formatIsoLocal } from '../../../lib/iso-time.ts';
import type { Table } from '../../../lib/table.ts';

export type ZonesAnswer = Extract<Answer, { kind: 'zones' }>;

/** What the tables need to name things in the reader's language. */
export interface ExportWords {
  t: TFunction;
  language: Language;
  timeZone: string;
  placeName: (position: readonly [number, number]) => string;
  recordName: (record: HotspotRecord) => string;
}

/** Of which city a file is, and when it was made. */
export interface ExportScene {
  city: string;
  isDemo: boolean;
  madeAtMs: number;
}

const NAME_WIDTH = 24;
const WORDS_WIDTH = 46;
const SQUARE_METERS_PER_KM2 = 1e6;
const SQUARE_METERS_PER_HECTARE = 1e4;

/** A figure with so many digits after the point. */
export const roundTo = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The zones in their order, each with what the method says of it. */
export function buildZonesTable({ t, timeZone, placeName }: ExportWords, { found: { result } }: ZonesAnswer): Table {
  return {
    title: t('zoneExport.zones'),
    columns: [
      { header: t('zoneExport.column.rank'), digits: 0, width: 6 },
      { header: t('zoneExport.column.place'), width: NAME_WIDTH },
      { header: t('zoneExport.column.incidents'), digits: 0 },
      { header: t('zoneExport.column.areaHectares'), digits: 2 },
      { header: t('zoneExport.column.density'), digits: 1 },
      { header: t('zoneExport.column.evidence'), width: WORDS_WIDTH },
      { header: t('brief.column.lng'), digits: 6 },
      { header: t('brief.column.lat'), digits: 6 },
    ],
    rows: result.zones.map(({ rank, labelPoint, incidentCount, areaSquareMeters, evidence }) => [
      rank,
      placeName(labelPoint),
      incidentCount,
      roundTo(areaSquareMeters / SQUARE_METERS_PER_HECTARE, 2),
      roundTo(incidentCount / (areaSquareMeters / SQUARE_METERS_PER_KM2), 1),
      describeEvidence(evidence, { t, timeZone }),
      roundTo(labelPoint[0], 6),
      roundTo(labelPoint[1], 6),
    ]),
  };
}

/** What was asked, what was found in all, and what it is compared with. */
export function buildAboutTable(
  { t, language, timeZone }: ExportWords,
  { method, filter, found: { result, baseline, monthsLeftOut } }: ZonesAnswer,
  { city, isDemo, madeAtMs }: ExportScene,
): Table {
  const share = (part: number, of: number): number | null => (of > 0 ? roundTo((part / of) * 100, 2) : null);
  return {
    title: t('brief.about.title'),
    columns: [
      { header: t('brief.about.item'), width: NAME_WIDTH },
      { header: t('brief.about.value'), width: WORDS_WIDTH },
    ],
    rows: [
      [t('brief.about.city'), city],
      [t('brief.about.computedAt'), formatIsoLocal(madeAtMs, timeZone)],
      [t('brief.about.window'), formatWindow(filter, timeZone)],
      [t('zoneBrief.filter'), describeFilter(t, filter, language)],
      [t('brief.about.method'), describeMethod(t, method)],
      [t('zoneExport.column.incidents'), result.incidentCount],
      [t('zoneExport.heldPercent'), share(result.heldCount, result.incidentCount)],
      [t('zoneExport.landPercent'), share(result.zoneSquareMeters, result.areaSquareMeters)],
      [t('zoneExport.baselinePercent'), baseline ? share(baseline.heldCount, baseline.incidentCount) : null],
      ...[
        ...(result.unevenness ? describeUnevenness(t, result.unevenness) : []),
        ...(result.warning ? [t(`zones.warning.${result.warning.code}.title`)] : []),
        ...(monthsLeftOut > 0 ? [t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })] : []),
        t('zoneBrief.limits.reports'),
        ...(isDemo ? [t('brief.demo')] : []),
      ].map((note) => [t('brief.about.note'), note]),
    ],
  };
}

/** Every hotspot record with its status and whether its evidence still stands; comments stay in the system. */
export function buildRecordsTable(
  { t, language, timeZone, recordName }: ExportWords,
  records: readonly HotspotRecord[],
): Table {
  return {
    title: t('zoneBrief.records'),
    columns: [
      { header: t('zoneExport.column.id'), digits: 0, width: 6 },
      { header: t('zoneBrief.column.record'), width: NAME_WIDTH },
      { header: t('zoneBrief.column.status') },
      { header: t('zoneExport.column.incidents'), digits: 0 },
      { header: t('zoneExport.column.areaHectares'), digits: 2 },
      { header: t('brief.about.window'), width: NAME_WIDTH },
      { header: t('zoneBrief.filter'), width: NAME_WIDTH },
      { header: t('brief.about.method'), width: WORDS_WIDTH },
      { header: t('zoneBrief.column.check'), width: NAME_WIDTH },
      { header: t('zoneExport.column.reason'), width: WORDS_WIDTH },
      { header: t('zoneBrief.column.nextReview') },
    ],
    rows: records.map((record) => [
      record.hotspotId,
      recordName(record),
      t(`records.status.${record.status}`),
      record.evidence.incidentCount,
      roundTo(record.areaSquareMeters / SQUARE_METERS_PER_HECTARE, 2),
      formatWindow(record.evidence.filter, timeZone),
      describeFilter(t, record.evidence.filter, language),
      describeMethod(t, record.evidence.method),
      describeCheck(t, record.check, timeZone),
      record.reason,
      record.nextReviewOn,
    ]),
  };
}
