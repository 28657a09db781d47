import { describe, expect, it } from 'vitest';
import { readExample, toRows } from '../../../../client/src/features/imports/read-example.ts';
import { mapping } from './mapping.ts';

const NOW_MS = Date.parse('2026-11-25T00:00:00Z');
const preview = (cells: Record<string, string[]>) => ({
  columns: Object.entries(cells).map(([name, samples]) => ({ name, samples })),
});
const row = { 经度: ['118.354'], 纬度: ['34.369'], 时间: ['2026-11-24 20:03'], 类别: ['盗窃'], 等级: ['重大'] };

describe('readExample', () => {
  it('reads the first row as the server will, by the city’s clock', () => {
    expect(
      readExample(preview(row), mapping({ categories: { 盗窃: 'theft' }, severities: { 重大: 'critical' } }), NOW_MS),
    ).toMatchObject({
      ok: true,
      place: [118.354, 34.369],
      incident: { atMs: Date.parse('2026-11-24T12:03:00Z'), category: 'theft', severity: 'critical' },
    });
  });
  it('takes the order of dates from the other rows', () => {
    const dates = preview({ ...row, 时间: ['03/04/2026', '25/04/2026'] });
    expect(readExample(dates, mapping(), NOW_MS)).toMatchObject({
      ok: true,
      incident: { atMs: Date.parse('2026-04-03T00:00:00+08:00') },
    });
    expect(readExample(preview({ ...row, 时间: ['03/04/2026'] }), mapping(), NOW_MS)).toEqual({
      ok: false,
      problem: 'date-ambiguous',
      column: '时间',
      value: '03/04/2026',
    });
  });
  it('says what is wrong with the row', () => {
    expect(readExample(preview({ ...row, 时间: ['2025-02-29'] }), mapping(), NOW_MS)).toMatchObject({
      ok: false,
      problem: 'date-impossible',
    });
    expect(readExample(preview({ ...row, 经度: ['人民路'] }), mapping(), NOW_MS)).toEqual({
      ok: false,
      problem: 'place-not-a-number',
      column: '经度',
      value: '人民路',
    });
  });
  it('reads the rest where the file draws the place itself', () => {
    expect(readExample(preview(row), mapping({ lng: null, lat: null }), NOW_MS)).toMatchObject({
      ok: true,
      place: null,
    });
  });
  it('has nothing to say of a file without rows', () =>
    expect(
      readExample(preview({ 经度: [], 纬度: [], 时间: [] }), mapping({ category: null, severity: null }), NOW_MS),
    ).toBeNull());
});

describe('toRows', () => {
  it('turns columns into rows, each as long', () =>
    expect(toRows(preview({ a: ['1', '2'], b: ['3'] }))).toEqual([
      ['1', '3'],
      ['2', ''],
    ]));
});
