import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { launchBrowser } from '../support/browser.ts';
import { chooseOption } from '../support/choose-option.ts';
import { encodeGb18030 } from '../support/encode-gb18030.ts';
import { packSheets, packWorkbook } from '../support/incident-files.ts';
import { getFacts, openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';

const address = productAddress();
const { errors, hotspotRoom, imports: words } = zhCN;

const HEADER = '编号,发生时间,案件类别,严重程度,经度,纬度';
const ROWS = 40;

/** Rows in the middle of the city, three hours apart. The number begins with `prefix`: what one test stored is nothing another knows. */
function makeRows(prefix: string, [lng, lat]: readonly [number, number]): string[][] {
  return Array.from({ length: ROWS }, (_, i) => {
    const time = new Date(Date.UTC(2026, 2, 1, 8, 30) + i * 3 * 3_600_000).toISOString();
    return [
      `${prefix}${i}`,
      `${time.slice(0, 10)} ${time.slice(11, 16)}`,
      ['盗窃', '噪音扰民', '走失'][i % 3]!,
      '一般',
      (lng + i * 1e-4).toFixed(6),
      (lat + i * 1e-4).toFixed(6),
    ];
  });
}

const toCsv = (rows: readonly string[][], header = HEADER): string =>
  [header, ...rows.map((row) => row.join(','))].join('\r\n');
/** Rows of a sheet, the first at `from`. */
const toSheetData = (rows: readonly string[][], from = 1): string =>
  rows
    .map(
      (cells, i) =>
        `<row r="${from + i}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    )
    .join('');
const fill = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

// From a file to hotspots and back, through the page.
describe.skipIf(address === null)('the import of incidents', () => {
  let browser: Browser;
  let liaison: Visitor;
  let page: Page;
  let middle: readonly [number, number];
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    liaison = await openVisitor(browser, { address: String(address), username: 'liaison' });
    ({ page } = liaison);
    middle = (await getFacts<Jurisdiction>(liaison, '/api/v1/jurisdiction')).center;
    await page.goto('/hotspots?ht=imports');
    await waitForMap(page);
  });
  afterAll(async () => {
    await browser?.close();
  });
  // A step that failed must not leave the next test in the middle of a file.
  afterEach(async () => {
    await page.getByRole('tab', { name: hotspotRoom.imports }).click();
    if (await button(words.back).isVisible()) await button(words.back).click();
  });

  async function upload(name: string, content: string | Buffer): Promise<void> {
    await button(zhCN.form.chooseFile).waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content as string) });
  }
  /** Uploads a file, takes what was guessed, and has it tried. */
  async function tryOut(name: string, content: string | Buffer): Promise<void> {
    await upload(name, content);
    await button(words.next).click();
    await button(words.run).click();
    await page.getByText(words.importable, { exact: true }).waitFor();
  }
  /** What the dry run says of a kind of problem, e.g. `1 行`. */
  const problemCount = (problem: keyof typeof words.problem) =>
    page.locator('summary', { hasText: words.problem[problem] }).locator('b').innerText();
  const findImport = async (fileName: string): Promise<IncidentImport | undefined> =>
    (await getFacts<{ imports: IncidentImport[] }>(liaison, '/api/v1/incident-imports')).imports.find(
      (one) => one.fileName === fileName,
    );

  it('puts swapped coordinates right with one click', async () => {
    await tryOut('swapped.csv', toCsv(makeRows('B', middle), '编号,发生时间,案件类别,严重程度,纬度,经度'));
    await page.getByText(fill(words.advice.swapped, { swapped: '100.0%', share: '0.0%' })).waitFor();
    await button(words.advice.swap).click();
    await button(fill(words.commit, { amount: ROWS })).waitFor();
    expect(await page.getByText(words.nothingWrong).isVisible()).toBe(true);
  });

  it('says that a file is another country’s', async () => {
    await tryOut('texas.csv', toCsv(makeRows('C', [-95.4, 29.7])));
    await page.getByText(fill(words.advice['mostly-outside'], { share: '0.0%' })).waitFor();
    expect(await problemCount('outside-jurisdiction')).toBe(fill(words.problemCount, { amount: ROWS }));
    expect(await button(fill(words.commit, { amount: 0 })).isDisabled()).toBe(true);
    await button(words.showOutside).click();
  });

  it('asks whether days or months come first', async () => {
    const rows = makeRows('D', middle).map((row, i) => row.with(1, `0${(i % 9) + 1}/0${((i + 3) % 9) + 1}/2025`));
    await tryOut('ambiguous.csv', toCsv(rows));
    await page.getByText(fill(words.advice['ambiguous-dates'], { amount: ROWS })).waitFor();
    await page.getByRole('button', { name: words.dateOrders['day-first'] }).click();
    await button(fill(words.commit, { amount: ROWS })).waitFor();
  });

  it('reads a workbook’s own dates', async () => {
    const rows = makeRows('E', middle);
    // Day 46082 is 2026-03-01; .5 is noon.
    await upload(
      '台账.xlsx',
      packWorkbook([
        HEADER.split(','),
        ...rows.map((row, i) => [row[0]!, { serial: 46_082.5 + i }, row[2]!, row[3]!, Number(row[4]), Number(row[5])]),
      ]),
    );
    await page.getByRole('region', { name: words.example }).getByText('2026-03-01 12:00 Asia/Shanghai').waitFor();
  });

  it('finds the table among sheets, titles and totals, and lets another sheet or heading be chosen', async () => {
    const rows = makeRows('G', middle);
    const register =
      toSheetData([['三月警情登记表'], ['填报单位：城区分会'], HEADER.split(',')]) +
      toSheetData([...rows, ['合计', String(ROWS)], ['制表人：甲']], 5);
    await upload(
      '登记表.xlsx',
      packSheets([
        {
          data: toSheetData([
            ['代码', '名称'],
            ['1', '盗窃'],
            ['2', '走失'],
          ]),
        },
        { data: register },
      ]),
    );
    const [sheet, heading] = [
      page.getByRole('combobox', { name: words.sheet, exact: true }),
      page.getByRole('combobox', { name: words.headerRow, exact: true }),
    ];
    const samples = page.getByRole('region', { name: words.sampleRows });
    await samples.getByText('案件类别').waitFor();
    const chosen = async () => [(await sheet.inputValue()).split(' ')[0], (await heading.inputValue()).split(' ')[1]];
    expect(await chosen()).toEqual(['Sheet2', '3']);
    await chooseOption(sheet, /^Sheet1/);
    await samples.getByText('代码').waitFor();
    expect(await chosen()).toEqual(['Sheet1', '1']);
    await chooseOption(sheet, /^Sheet2/);
    await samples.getByText('案件类别').waitFor();
    await chooseOption(heading, /^\S+ 1 /);
    await samples.getByText('三月警情登记表').waitFor();
    await chooseOption(heading, /^\S+ 3 /);
    await samples.getByText('案件类别').waitFor();
    await button(words.next).click();
    await button(words.run).click();
    await button(fill(words.commit, { amount: ROWS })).waitFor();
    const leftOut = page.getByRole('region', { name: words.leftOutLines });
    expect(await leftOut.locator('summary').allInnerTexts()).toEqual(
      [words.leftOut.total, words.leftOut.note].map((kind) => `${kind}\n${fill(words.problemCount, { amount: 1 })}`),
    );
  });

  it('lets the encoding be chosen where text came out wrong', async () => {
    await upload('latin.csv', encodeGb18030(toCsv(makeRows('F', middle))));
    const samples = page.getByRole('region', { name: words.sampleRows });
    await samples.getByText('噪音扰民').first().waitFor();
    const encoding = page.getByRole('combobox', { name: words.encoding });
    await chooseOption(encoding, /1252/);
    await samples
      .getByText(new TextDecoder('windows-1252').decode(encodeGb18030('噪音扰民')))
      .first()
      .waitFor();
    await chooseOption(encoding, /GB18030/i);
    await samples.getByText('噪音扰民').first().waitFor();
    await page.getByRole('region', { name: words.example }).getByText('2026-03-01 08:30 Asia/Shanghai').waitFor();
    expect(await button(words.next).isEnabled()).toBe(true);
  });

  it.each([
    ['columns for the place are missing', '编号,发生时间,案件类别\r\n1,2026-03-01,盗窃', { count: 2 }],
    ['the date is missing', '编号,经度,纬度\r\n1,118.3,34.3', { count: 1 }],
  ])('says what is to be chosen where %s', async (_, content, { count }) => {
    await upload('short.csv', content);
    const problems = page.getByRole('alert').filter({ hasText: words.wrong.needed });
    await problems.first().waitFor();
    expect(await problems.count()).toBe(count);
    expect(await button(words.next).isDisabled()).toBe(true);
  });

  it.each([
    ['an empty file', 'empty.csv', '', errors['file-empty']],
    [
      'a picture by another name',
      'picture.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      errors.fileRefused['not-text'],
    ],
    ['half a workbook', 'half.xlsx', packWorkbook([['a']]).subarray(0, 400), errors.fileRefused['zip-cut']],
  ])('refuses %s in words', async (_, name, content, sentence) => {
    await upload(name, content);
    await page
      .getByRole('alert')
      .getByText(fill(words.refused, { name, reason: sentence }))
      .waitFor();
  });

  it('gives up what was not imported', async () => {
    const discard = page.getByRole('button', { name: fill(words.discardOf, { name: 'swapped.csv' }) });
    await discard.click();
    await page.getByRole('dialog').getByRole('button', { name: words.discard, exact: true }).click();
    await discard.waitFor({ state: 'detached' });
    expect((await findImport('swapped.csv'))?.state).toBe('discarded');
  });

  it('takes a GB18030 file with a wrong row from upload to hotspots, and takes it back', async () => {
    const rows = makeRows('A', middle);
    rows[4]![1] = '2026-02-29 10:00';
    await upload('三月台账.csv', encodeGb18030(toCsv(rows)));

    // Columns: all guessed, Chinese read as Chinese, the first row as it will be.
    const example = page.getByRole('region', { name: words.example });
    await example.getByText('2026-03-01 08:30 Asia/Shanghai').waitFor();
    expect(await example.innerText()).toContain(zhCN.category.theft);
    const chosenIn = (name: string) => page.getByRole('combobox', { name, exact: true }).inputValue();
    expect(await chosenIn(words.encoding)).toMatch(/GB18030/i);
    expect(await chosenIn(words.column.category)).toBe('案件类别');
    await button(words.next).click();

    // Categories: one word is left out by hand.
    const choiceOf = (word: string) => page.getByRole('combobox', { name: word, exact: true });
    expect(await choiceOf('噪音扰民').inputValue()).toBe(zhCN.category.noise);
    await choiceOf('走失').click();
    await page.getByRole('option', { name: words.leaveOut, exact: true }).click();

    // What was chosen outlives a reload.
    await page.reload();
    await waitForMap(page);
    expect(await choiceOf('走失').inputValue()).toBe(words.leaveOut);
    await button(words.run).click();

    // Dry run: nothing is stored yet.
    await page.getByText(fill(words.ofRows, { rows: ROWS })).waitFor();
    expect(await problemCount('category-left-out')).toBe(fill(words.problemCount, { amount: 13 }));
    expect(await problemCount('date-impossible')).toBe(fill(words.problemCount, { amount: 1 }));
    await page.locator('summary', { hasText: words.problem['date-impossible'] }).click();
    await page.getByText('2026-02-29 10:00').last().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: words.download }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/problems\.csv$/);
    expect((await findImport('三月台账.csv'))?.state).toBe('checked');

    // Import.
    const importable = (await findImport('三月台账.csv'))?.check?.importable ?? 26;
    expect(importable).toBe(26);
    await button(fill(words.commit, { amount: importable })).click();
    await page.getByText(words.done, { exact: true }).last().waitFor();
    expect(await findImport('三月台账.csv')).toMatchObject({ state: 'committed', importedCount: 26 });

    // Hotspots of its days.
    await button(words.toHotspots).click();
    await page.getByRole('tab', { name: hotspotRoom.zones, selected: true }).waitFor();
    await page.waitForURL(/2026-03-01\.2026-03-07/);

    // Undo from the list, with its number.
    await page.getByRole('tab', { name: hotspotRoom.imports }).click();
    await button(words.back).click();
    await button(fill(words.undoOf, { name: '三月台账.csv' })).click();
    await page
      .getByRole('dialog')
      .getByText(fill(words.undoText, { name: '三月台账.csv', amount: importable }))
      .waitFor();
    await button(fill(words.undoConfirm, { amount: importable })).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(words.state.undone, { exact: true }).first().waitFor();
    expect(await findImport('三月台账.csv')).toMatchObject({ state: 'undone' });
  });

  it('ran without an error on any page', () => expect(liaison.troubles).toEqual([]));
});
