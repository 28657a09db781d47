import { describe, expect, it } from 'vitest';
import { findHeading } from '../../../../shared/src/analysis/imports/find-heading.ts';
import { createLineJudge } from '../../../../shared/src/analysis/imports/left-out-lines.ts';
import type { TableLine } from '../../../../shared/src/analysis/imports/table-cells.ts';

/** The filled lines of a sheet, a text a line, `|` between cells. */
function linesOf(...texts: string[]): TableLine[] {
  return texts.flatMap((text, i) =>
    text.replaceAll('|', '').trim() === '' ? [] : [{ row: i + 1, cells: text.split('|').map((cell) => cell.trim()) }],
  );
}
const HEADING = '编号|发生时间|类别|经度|纬度';
const DATA = [
  'A1|2024-05-01 08:00|盗窃|118.35|34.37',
  'A2|2024-05-02 09:10|纠纷|118.36|34.36',
  'A3|2024-05-03 10:20|盗窃|118.34|34.35',
];

describe('the heading', () => {
  it.each<[string, string[], number, string[]?]>([
    ['first, as usual', [HEADING, ...DATA], 1],
    ['under a title', ['某市公安局警情登记表||||', HEADING, ...DATA], 2],
    [
      'under a title, a blank line and who made it',
      ['某市 2024 年 5 月警情登记表', '', '填报单位：城区派出所|||填报日期：2024-05-31|', HEADING, ...DATA],
      4,
    ],
    [
      'under a title that names a column',
      ['案件发生时间及地点统计表||||', '统计时段|2024-05-01|至|2024-05-31|', HEADING, ...DATA],
      3,
    ],
    ['of one row of data', ['警情登记表||||', HEADING, DATA[0]!], 2],
    [
      'in English',
      ['Incident Report - May 2024||||', 'Source: CAD export||||', 'Case No|Occurred|Type|Lon|Lat', ...DATA],
      3,
    ],
    ['of words nobody knows', ['a title of the table|||', 'foo|bar|baz|qux', 'one|2|3|4.5', 'two|3|5|6.5'], 2],
    ['of text over text', ['a|b', 'c|d', 'e|f'], 1],
    [
      'without a name for its first column, as statisticians write it',
      ['|date|type|lng|lat', '0|2024-05-01|theft|118.35|34.37', '1|2024-05-02|fire|118.36|34.36'],
      1,
    ],
    [
      'fuller than the rows below it',
      ['date|type|lng|lat|note|status|officer', '2024-05-01|theft|118.35|34.37|||', '2024-05-02|fire|118.36|34.36|||'],
      1,
    ],
    ['with field names under it', [HEADING, 'case_no|occurred_at|type|lng|lat', ...DATA], 1],
    ['with units under it', [HEADING, '|年-月-日 时:分||度|度', ...DATA], 1],
    [
      'of two rows, merged across',
      ['警情登记表||||', '案件|||位置|', '编号|时间|类别|经度|纬度', ...DATA],
      3,
      ['编号', '时间', '类别', '经度', '纬度'],
    ],
    [
      'of two rows, merged down',
      ['编号|发生时间|类别|位置|', '|||经度|纬度', ...DATA],
      2,
      ['编号', '发生时间', '类别', '经度', '纬度'],
    ],
    [
      'of two rows, the lower names twice',
      [
        '编号|发生||报警||位置|',
        '|日期|时间|日期|时间|经度|纬度',
        '1|2024-05-01|08:00|2024-05-02|09:00|118.35|34.37',
        '2|2024-05-02|08:10|2024-05-02|09:30|118.36|34.36',
      ],
      2,
      ['编号', '发生日期', '发生时间', '报警日期', '报警时间', '经度', '纬度'],
    ],
  ])('is found: %s', (_where, texts, row, names) => {
    const heading = findHeading(linesOf(...texts));
    expect(heading?.row).toBe(row);
    expect(heading?.names).toEqual(names ?? heading?.names);
  });

  it('begins with the first column that says anything', () => {
    expect(findHeading(linesOf('||date|lng|lat', '||2024-05-01|118.35|34.37'))).toEqual({
      row: 1,
      names: ['date', 'lng', 'lat'],
      firstColumn: 2,
    });
  });

  it('is where somebody chose it; nowhere else', () => {
    const lines = linesOf('标题', '', HEADING, ...DATA);
    expect(findHeading(lines, 1)?.row).toBe(1);
    expect(findHeading(lines, 4)?.names).toEqual(['A1', '2024-05-01 08:00', '盗窃', '118.35', '34.37']);
    expect(findHeading(lines, 2)).toBeNull();
    expect(findHeading([])).toBeNull();
  });
});

describe('lines that are no incidents', () => {
  const lines = linesOf('某市警情登记表||||', HEADING, '||（类）|（度）|（度）', ...DATA);
  const judge = createLineJudge(findHeading(lines)!, lines);
  it.each<[string, ReturnType<typeof judge>]>([
    ['合计||3||', 'total'],
    ['|总 计|3 起||', 'total'],
    ['小计：3||||', 'total'],
    ['共 3 起||||', 'total'],
    ['Total|3|||', 'total'],
    ['Grand Total||||3', 'total'],
    ['城区派出所 汇总|3|||', 'total'],
    ['本页合计|3|||', 'total'],
    ['5月合计|3|||', 'total'],
    [HEADING, 'heading'],
    ['某市警情登记表||||', 'note'],
    ['||（类）|（度）|（度）', 'note'],
    ['注：数据截至 5 月 31 日||||', 'note'],
    ['制表人：甲|审核人：乙|||', 'note'],
    ['第 2 页||||', 'note'],
    ['Source: CAD||||', 'note'],
    [DATA[0]!, null],
    ['A9|2024-05-09|合计|118.3|34.3', null],
    ['合计路派出所|2024-05-01 08:00|盗窃|118.35|34.37', null],
    ['A4||盗窃||', null],
    ['统计员被打|2024-05-01 08:00|斗殴|118.35|34.37', null],
    ['A5|不详|盗窃|118.35|34.37', null],
  ])('%s: %s', (text, kind) => {
    expect(judge({ row: 9, cells: text.split('|') })).toBe(kind);
  });

  it('are told right under the heading only where they hold no value', () => {
    expect(judge({ row: 3, cells: ['', '', '（类）', '（度）', '（度）'] })).toBe('note');
    expect(judge({ row: 4, cells: ['A1', '不详', '盗窃', '118.35', '34.37'] })).toBeNull();
  });
});
