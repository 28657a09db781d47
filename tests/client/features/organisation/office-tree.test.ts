import { describe, expect, it } from 'vitest';
import { buildOfficeTree, findOfficeRows } from '../../../../client/src/features/organisation/office-tree.ts';
import { branch, station, toOffices } from './offices.ts';

const tree = buildOfficeTree(
  toOffices(
    [branch(2, '北沟分会'), branch(1, '新安分会', { name: { zh: '新安分会', en: 'Xin’an Branch' } })],
    [
      station(12, 1, '钟吾服务站', { contact: '0516-88 12' }),
      station(11, 1, '大桥服务站'),
      station(21, 2, '大桥服务站'),
      station(91, 9, '无主服务站'),
    ],
  ),
);
const rows = (typed: string, open: number[] = []) =>
  findOfficeRows(tree, typed, new Set(open)).map(
    ({ office }) => `${office.kind === 'branch' ? '' : '  '}${office.code}`,
  );

describe('the tree of offices', () => {
  it('has branches by code, and below those that are open their stations by code', () => {
    expect(rows('')).toEqual(['B001', 'B002']);
    expect(rows('', [1])).toEqual(['B001', '  S00011', '  S00012', 'B002']);
    expect(findOfficeRows(tree, '', new Set([1]))).toMatchObject([
      { isOpen: true, stationCount: 2 },
      { isOpen: false },
      { isOpen: false },
      { isOpen: false, stationCount: 1 },
    ]);
  });

  it('opens what holds what is typed, by name, code and contact', () => {
    expect(rows('大桥')).toEqual(['B001', '  S00011', 'B002', '  S00021']);
    expect(rows('s00012')).toEqual(['B001', '  S00012']);
    expect(rows('88')).toEqual(['B001', '  S00012']);
    expect(rows('无此')).toEqual([]);
  });

  it('takes a branch’s own words for the branch, not for all that it has', () => {
    expect(rows('xin’an')).toEqual(['B001']);
    expect(rows('新安', [1])).toEqual(['B001', '  S00011', '  S00012']);
  });

  it('finds a station by a word of its own and one of its branch', () => {
    expect(rows(' 北沟  大桥 ')).toEqual(['B002', '  S00021']);
  });
});
