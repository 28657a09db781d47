import { describe, expect, it } from 'vitest';
import { INCIDENT_BYTES } from '@liaowang/shared/contract/incident-columns';
import { readIncidents } from '../../../../client/src/features/hotspots/incident-columns.api.ts';

describe('readIncidents', () => {
  it('reads what the server packs', () => {
    const bytes = new Uint8Array(INCIDENT_BYTES);
    const view = new DataView(bytes.buffer);
    view.setInt32(0, 7);
    view.setInt32(4, 1_183_500_000);
    view.setInt32(8, 343_700_000);
    view.setBigInt64(12, BigInt(Date.parse('2026-11-23T16:30:00Z') / 1_000));
    bytes.set([1, 2, 1], 20);
    const { columns, local, leftOut, firstMs, lastMs } = readIncidents(bytes, '12', 'Asia/Shanghai');
    expect([columns.ids[0], columns.lngs[0], columns.lats[0], columns.categories[0], columns.severities[0], columns.sources[0]]).toEqual([7, 118.35, 34.37, 1, 2, 1]);
    expect(local.hoursOfWeek[0]).toBe(24);
    expect([leftOut, firstMs, lastMs]).toEqual([12, Date.parse('2026-11-23T16:30:00Z'), Date.parse('2026-11-23T16:30:00Z')]);
  });

  it('knows an empty city', () => expect(readIncidents(new Uint8Array(), null, 'Asia/Shanghai')).toMatchObject({ leftOut: 0, firstMs: null, lastMs: null }));

  it('refuses what is cut off', () => expect(() => readIncidents(new Uint8Array(22), null, 'Asia/Shanghai')).toThrow(expect.objectContaining({ code: 'unexpected-answer' })));
});
