import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentFile } from '../../../../../../server/src/features/imports/readers/files/incident-file.ts';
import { openShapefile } from '../../../../../../server/src/features/imports/readers/files/shapefile.ts';
import { openWorkbook } from '../../../../../../server/src/features/imports/readers/files/workbook.ts';
import { CORE } from '../../../../../support/create-test-app.ts';
import { packShapefile, packWorkbook } from '../../../../../support/incident-files.ts';

/** Node reads the zone anew when TZ is set. */
const zoneBefore = process.env['TZ'];
const restore = () => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
};

describe.each(['Asia/Shanghai', 'UTC', 'America/New_York', 'America/Sao_Paulo'])('on a machine in %s', (zone) => {
  beforeEach(() => {
    process.env['TZ'] = zone;
  });
  afterEach(restore);

  const cellsOf = async (opened: Promise<IncidentFile>) => {
    const cells: Array<string | undefined> = [];
    for await (const rows of (await opened).rows()) cells.push(...rows.map((row) => row.cells[0]));
    return cells;
  };

  it('runs in that zone', () => expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone));

  it('ISO dates in a workbook are the text that was written', async () => {
    const written = [
      '2024-05-01T12:00:00',
      '2024-05-02T06:00:00.500',
      '2024-03-10T02:30:00',
      '2024-05-03',
      '2024-05-01T12:00:00Z',
      '2024-05-01T12:00:00+05:30',
    ];
    const workbook = packWorkbook([
      ['案发时间', '案由'],
      ...written.map((iso) => [{ iso }, '盗窃']),
      [{ iso: '' }, '盗窃'],
    ]);
    expect(await cellsOf(openWorkbook(workbook))).toEqual([...written, '']);
  });

  it('day numbers in a workbook are its own clock', async () => {
    expect(
      await cellsOf(
        openWorkbook(packWorkbook([['案发时间'], [{ serial: 45_413.5 }], [{ serial: 45_361.104_166_666_67 }]])),
      ),
    ).toEqual(['2024-05-01 12:00:00', '2024-03-10 02:30:00']);
  });

  it('days in a shapefile are the days that were written', async () => {
    // The first hour of 4 November 2018 was skipped in São Paulo.
    const days = ['20240501', '20181104', '19991231', ''];
    const shapefile = packShapefile(
      days.map((day) => [...CORE, { DAY: Buffer.from(day) }]),
      {},
      ['DAY'],
    );
    expect(await cellsOf(openShapefile(shapefile, null, 'points'))).toEqual(days);
  });
});
