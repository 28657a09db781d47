import { describe, expect, it } from 'vitest';
import {
  countByFilter,
  filterRecords,
  findDaysLeft,
  findDefaultReviewDay,
  groupByReviewDay,
  isDue,
  sortRecords,
} from '../../../../client/src/features/records/record-order.ts';
import { createRecord } from './hotspot-sample.ts';

const TODAY = '2026-11-25';
const overdueLong = createRecord(1, { status: 'watching', nextReviewOn: '2026-10-01' });
const overdue = createRecord(2, { status: 'confirmed', nextReviewOn: '2026-11-24' });
const today = createRecord(3, { status: 'confirmed', nextReviewOn: TODAY });
const newProposal = createRecord(4, { createdAt: '2026-11-24T00:00:00.000Z' });
const oldProposal = createRecord(5, { createdAt: '2026-11-01T00:00:00.000Z' });
const later = createRecord(6, { status: 'watching', nextReviewOn: '2026-12-23' });
const undated = createRecord(7, { status: 'confirmed' });
const rejected = createRecord(8, { status: 'rejected' });
const all = [rejected, undated, later, oldProposal, newProposal, today, overdue, overdueLong];
const idsOf = (records: ReturnType<typeof sortRecords>): number[] => records.map(({ hotspotId }) => hotspotId);

describe('sortRecords', () => {
  it('puts the longest overdue first, then proposals nobody has seen, what is planned, and what is done with last', () => {
    expect(idsOf(sortRecords(all, 'due', TODAY))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('sorts by incidents and by age, and leaves what it is given as it is', () => {
    const many = createRecord(9, { evidence: { ...rejected.evidence, incidentCount: 99 } });
    const given = [oldProposal, many, newProposal];
    expect(idsOf(sortRecords(given, 'incidents', TODAY))).toEqual([9, 4, 5]);
    expect(idsOf(sortRecords(given, 'newest', TODAY))).toEqual([4, 9, 5]);
    expect(idsOf(given)).toEqual([5, 9, 4]);
  });
});

describe('due', () => {
  it('is a review of today or before', () => {
    expect(all.filter((record) => isDue(record, TODAY)).map(({ hotspotId }) => hotspotId)).toEqual([3, 2, 1]);
    expect([overdue, today, later, undated].map((record) => findDaysLeft(record, TODAY))).toEqual([-1, 0, 28, null]);
  });

  it('is four weeks away for what was confirmed or is watched, never for what rests', () => {
    expect(findDefaultReviewDay('confirmed', TODAY)).toBe('2026-12-23');
    expect(findDefaultReviewDay('watching', TODAY)).toBe('2026-12-23');
    expect([findDefaultReviewDay('rejected', TODAY), findDefaultReviewDay('closed', TODAY)]).toEqual([null, null]);
  });
});

describe('filters', () => {
  it('count what they show', () => {
    const counts = countByFilter(all, TODAY);
    expect(counts).toEqual({ due: 3, all: 8, proposed: 2, confirmed: 3, watching: 2, rejected: 1, closed: 0 });
    expect(filterRecords(all, 'watching', TODAY)).toEqual([later, overdueLong]);
  });

  it('group by the day of the review', () => {
    const byDay = groupByReviewDay([...all, createRecord(10, { nextReviewOn: TODAY })]);
    expect([...byDay.keys()].toSorted()).toEqual(['2026-10-01', '2026-11-24', TODAY, '2026-12-23']);
    expect(byDay.get(TODAY)?.map(({ hotspotId }) => hotspotId)).toEqual([3, 10]);
  });
});
