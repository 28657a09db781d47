import { describe, expect, it } from 'vitest';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import { INCIDENT_BYTES, packCategories } from '@liaowang/shared/contract/incident-columns';
import { readIncidents } from '../../../../client/src/features/filter/incident-columns.api.ts';

const CITY = packCategories(TOP_CATEGORIES);

describe('readIncidents', () => {
  it('reads what the server packs', () => {
    const one = new Uint8Array(INCIDENT_BYTES);
    const view = new DataView(one.buffer);
    view.setInt32(0, 7);
    view.setInt32(4, 1_183_500_000);
    view.setInt32(8, 343_700_000);
    view.setBigInt64(12, BigInt(Date.parse('2026-11-23T16:30:00Z') / 1_000));
    one.set([0, 1, 2, 1], 20);
    const bytes = Uint8Array.from([...CITY, ...one]);
    const { columns, local, leftOut, firstMs, lastMs } = readIncidents(bytes, '12', 'Asia/Shanghai');
    expect([
      columns.ids[0],
      columns.lngs[0],
      columns.lats[0],
      columns.categories[0],
      columns.severities[0],
      columns.sources[0],
    ]).toEqual([7, 118.35, 34.37, 1, 2, 1]);
    expect(local.hoursOfWeek[0]).toBe(24);
    expect([leftOut, firstMs, lastMs]).toEqual([
      12,
      Date.parse('2026-11-23T16:30:00Z'),
      Date.parse('2026-11-23T16:30:00Z'),
    ]);
  });

  it('knows an empty city', () =>
    expect(readIncidents(CITY, null, 'Asia/Shanghai')).toMatchObject({ leftOut: 0, firstMs: null, lastMs: null }));

  it('refuses what is cut off', () =>
    expect(() => readIncidents(new Uint8Array(22), null, 'Asia/Shanghai')).toThrow(
      expect.objectContaining({ code: 'unexpected-answer' }),
    ));
});
