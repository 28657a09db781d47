import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotRecord, HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import { addDays, countDays, type Day } from './calendar-days.ts';

/** What a list of records shows: those due, all, or those of one status. */
export const RECORD_FILTERS = [
  'due',
  'all',
  'proposed',
  'confirmed',
  'watching',
  'rejected',
  'closed',
] as const satisfies ReadonlyArray<'due' | 'all' | HotspotStatus>;
export type RecordFilter = (typeof RECORD_FILTERS)[number];

export const RECORD_SORTS = ['due', 'incidents', 'newest'] as const;
export type RecordSort = (typeof RECORD_SORTS)[number];

/** Where people agreed to look again, or are looking: after so many days, unless they say otherwise. The others rest. */
const REVIEW_AFTER_DAYS: Record<HotspotStatus, number | null> = {
  proposed: null,
  confirmed: 28,
  watching: 28,
  rejected: null,
  closed: null,
};

type Dated = Pick<HotspotRecord, 'nextReviewOn'>;

/** When a record that gets a status is to be looked at again; null = not at all. */
export function findDefaultReviewDay(status: HotspotStatus, today: Day): Day | null {
  const days = REVIEW_AFTER_DAYS[status];
  return days === null ? null : addDays(today, days);
}

/** Days until the next review; negative = overdue, null = none is planned. */
export function findDaysLeft({ nextReviewOn }: Dated, today: Day): number | null {
  return nextReviewOn === null ? null : countDays(today, nextReviewOn);
}

/** Whether its review is today or was before. */
export function isDue({ nextReviewOn }: Dated, today: Day): boolean {
  return nextReviewOn !== null && nextReviewOn <= today;
}

/** How many records each filter shows. */
export function countByFilter(records: readonly HotspotRecord[], today: Day): Record<RecordFilter, number> {
  return Object.fromEntries(
    RECORD_FILTERS.map((filter) => [filter, filterRecords(records, filter, today).length]),
  ) as Record<RecordFilter, number>;
}

/** The records that a filter shows, in their order. */
export function filterRecords(
  records: readonly HotspotRecord[],
  filter: RecordFilter,
  today: Day,
): readonly HotspotRecord[] {
  if (filter === 'all') return records;
  return records.filter((record) => (filter === 'due' ? isDue(record, today) : record.status === filter));
}

/** 0 due; 1 proposed, and nobody has looked yet; 2 planned; 3 open without a date; 4 done with. */
function findTurn(record: HotspotRecord, today: Day): number {
  if (isDue(record, today)) return 0;
  if (record.nextReviewOn !== null) return 2;
  if (record.status === 'proposed') return 1;
  return record.status === 'rejected' || record.status === 'closed' ? 4 : 3;
}

/**
 * Records in the order in which somebody should see them. `due`: overdue ones, the longest first, then proposals that
 * wait for a first look, planned reviews, the rest; `incidents`: most first; `newest`: newest first.
 */
export function sortRecords(records: readonly HotspotRecord[], sort: RecordSort, today: Day): HotspotRecord[] {
  const byAge = (a: HotspotRecord, b: HotspotRecord): number =>
    parseInstant(b.createdAt) - parseInstant(a.createdAt) || b.hotspotId - a.hotspotId;
  const byDay = (a: HotspotRecord, b: HotspotRecord): number =>
    (a.nextReviewOn ?? '').localeCompare(b.nextReviewOn ?? '');
  const compare: Record<RecordSort, (a: HotspotRecord, b: HotspotRecord) => number> = {
    due: (a, b) => findTurn(a, today) - findTurn(b, today) || byDay(a, b) || byAge(a, b),
    incidents: (a, b) => b.evidence.incidentCount - a.evidence.incidentCount || byAge(a, b),
    newest: byAge,
  };
  return records.toSorted(compare[sort]);
}

/** Records by the day of their next review; those without one are left out. */
export function groupByReviewDay(records: readonly HotspotRecord[]): Map<Day, HotspotRecord[]> {
  const byDay = new Map<Day, HotspotRecord[]>();
  for (const record of records) {
    if (record.nextReviewOn === null) continue;
    const those = byDay.get(record.nextReviewOn);
    if (those) those.push(record);
    else byDay.set(record.nextReviewOn, [record]);
  }
  return byDay;
}
