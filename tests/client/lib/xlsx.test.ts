import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../../client/src/lib/xlsx.ts';
import { readZip } from '../../support/read-zip.ts';

const table = {
  title: '区域：现在/昨天',
  columns: [{ header: '名称', width: 20 }, { header: '占比（%）', digits: 1 }, { header: '备注' }],
  rows: [
    ['城区', 71.44, '=1+1'],
    ['南湖', null, null],
    ['北沟', Number.NaN, '<b>&'],
  ] as const,
};
const open = async (tables: Parameters<typeof writeXlsx>[0]) =>
  readZip(Buffer.from(await (await writeXlsx(tables)).arrayBuffer()));

describe('writeXlsx', () => {
  it('makes a workbook with a sheet for each table', async () => {
    const files = await open([table, { ...table, title: '说明' }]);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        '[Content_Types].xml',
        'xl/workbook.xml',
        'xl/worksheets/sheet1.xml',
        'xl/worksheets/sheet2.xml',
      ]),
    );
    expect(files.get('xl/workbook.xml')).toContain('name="区域：现在 昨天"');
    expect(files.get('xl/workbook.xml')).toContain('name="说明"');
  });

  it('writes numbers as numbers with their format, text as text, and nothing for what is not known', async () => {
    const files = await open([table]);
    const sheet = String(files.get('xl/worksheets/sheet1.xml'));
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>71\.44<\/v><\/c>/);
    expect(sheet).not.toContain('<f>');
    expect(sheet).not.toContain('NaN');
    expect(sheet).not.toMatch(/r="B3"[^>]*><v>/);
    expect(String(files.get('xl/styles.xml'))).toContain('formatCode="0.0"');
    const strings = String(files.get('xl/sharedStrings.xml'));
    for (const text of ['名称', '占比（%）', '城区', '=1+1', '&lt;b&gt;&amp;']) expect(strings).toContain(text);
  });
});
