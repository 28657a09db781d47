import i18next from 'i18next';
import { expect, it } from 'vitest';
import {
  buildOfficesTable,
  createOfficesFile,
} from '../../../../client/src/features/organisation/organisation-export.ts';
import { zhCN } from '../../../support/catalogues.ts';
import { branch, station, toOffices } from './offices.ts';

const words = zhCN.organisation;
await i18next.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zhCN } } });
const offices = toOffices(
  [branch(2, '乙'), branch(1, '甲', { contact: '=1+1', position: [118.3, 34.4] })],
  [station(5, 2, '乙站'), station(6, 1, '甲站', { gridCode: '3 号' })],
);

it('lists each branch with its stations below it, with the city’s words for heads', () => {
  const { columns, rows } = buildOfficesTable(offices, i18next.t);
  expect(columns.map(({ header }) => header)).toContain(words.field.statisticalCode);
  expect(rows.map((row) => row.slice(0, 5))).toEqual([
    [words.kind.branch, '甲', '', 'B001', '甲'],
    [words.kind.station, '甲站', '', 'S00006', '甲'],
    [words.kind.branch, '乙', '', 'B002', '乙'],
    [words.kind.station, '乙站', '', 'S00005', '乙'],
  ]);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
});

it('is a CSV file in which no contact is a formula', async () => {
  const text = await (await createOfficesFile('csv', offices, i18next.t)).text();
  expect(text).toContain("118.3,34.4,'=1+1");
  expect(text.trim().split('\r\n')).toHaveLength(5);
});
