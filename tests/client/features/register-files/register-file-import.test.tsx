import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RegisterFile, RegisterFileCheck, RegisterFileDone } from '@liaowang/shared/schemas/register-file';
import { RegisterFileImport } from '../../../../client/src/features/register-files/register-file-import.tsx';
import { createTemplate } from '../../../../client/src/features/register-files/register-template.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { guessRegisterColumns } from '../../../../server/src/features/register-files/guess-register-columns.ts';
import { FILE_REGISTERS, REGISTER_FILE_FIELDS } from '@liaowang/shared/schemas/register-file';
import i18next from 'i18next';
import { openPageServer, Page, refusal, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.registerFiles;
let server: PageServer;
let closed: number;

const check: RegisterFileCheck = {
  register: 'stations',
  format: 'csv',
  columns: [{ name: '站名', samples: ['一站'] }],
  mapping: {
    columns: { nameZh: '站名', branch: null },
    lng: null,
    lat: null,
    place: null,
    placeOrder: null,
    datum: 'wgs84',
    coordinateSystem: null,
    sheet: null,
    headerRow: 1,
    encoding: 'utf-8',
  },
  sheets: [],
  hasGeometry: false,
  leftOut: ['合计 3'],
  added: 1,
  changed: 1,
  same: 0,
  refused: 1,
  rows: [
    {
      row: 3,
      name: '三站',
      position: null,
      action: 'refuse',
      changes: [],
      problems: [{ field: 'branch', problem: 'unknown-branch', value: '没有的', rows: [] }],
    },
    { row: 1, name: '一站', position: [118.35, 34.37], action: 'add', changes: [], problems: [] },
    {
      row: 2,
      name: '二站',
      position: null,
      action: 'change',
      changes: [{ field: 'contact', before: '', after: '110' }],
      problems: [],
    },
  ],
};
const file: RegisterFile = {
  fileId: 7,
  register: 'stations',
  fileName: '站.csv',
  added: 1,
  changed: 1,
  same: 0,
  refused: 1,
  by: 'admin',
  at: '2026-12-01T08:00:00.000Z',
  undoneAt: null,
  kept: 0,
};
const done: RegisterFileDone = { ...file, tokens: [] };

beforeEach(async () => {
  queryClient.clear();
  closed = 0;
  server = await openPageServer();
  server.answer = ({ method, path }) => {
    if (path.endsWith('/register-files')) return { status: 200, body: [file] };
    if (path.includes('/check')) return { status: 200, body: check };
    if (method === 'POST') return { status: 201, body: done };
    if (method === 'DELETE') return { status: 200, body: { ...file, undoneAt: file.at, kept: 1 } };
    return { status: 404, body: refusal('not-found') };
  };
});
afterEach(() => server.close());

function open(): void {
  render(
    <Page>
      <RegisterFileImport registers={['branches', 'stations']} onClose={() => (closed += 1)} />
    </Page>,
  );
}
function choose(name = '站.csv'): void {
  const input = document.querySelector('input[type=file]')!;
  fireEvent.change(input, { target: { files: [new File(['站名\n一站\n'], name)] } });
}
const sent = (method: string) => server.requests.filter((request) => request.method === method);

it('shows what would become of each row before anything is read, those first that are not taken', async () => {
  open();
  fireEvent.click(screen.getByRole('radio', { name: words.register.stations }));
  choose();
  const rows = within(await screen.findByRole('list', { name: words.rows })).getAllByRole('listitem');
  expect(rows).toHaveLength(3);
  expect(rows[0]!.textContent).toContain('没有叫“没有的”的分会');
  expect(rows[2]!.textContent).toContain('联系电话由 – 改为 110');
  expect(screen.getByText(/另有 1 行不是数据，没有算：合计 3/)).toBeTruthy();
  expect(sent('POST').map(({ path }) => path.split('?')[0])).toEqual(['/api/v1/register-files/stations/check']);
  // One kind of rows alone.
  fireEvent.click(screen.getByRole('radio', { name: new RegExp(`^${words.action.add}`) }));
  expect(within(screen.getByRole('list', { name: words.rows })).getAllByRole('listitem')).toHaveLength(1);
});

it('reads the file once it is told to, and undoes it', async () => {
  open();
  fireEvent.click(screen.getByRole('radio', { name: words.register.stations }));
  choose();
  fireEvent.click(await screen.findByRole('button', { name: words.read.replace('{{number}}', '2') }));
  expect(sent('POST').at(-1)!.path).not.toContain('isCorrection');
  expect((await screen.findByRole('status')).textContent).toContain('新增 1，更改 1');
  fireEvent.click(screen.getByRole('button', { name: words.undo }));
  await waitFor(() => expect(screen.getByRole('status').textContent).toContain('1 条后来改过'));
  expect(sent('DELETE').map(({ path }) => path)).toEqual(['/api/v1/register-files/7']);
  fireEvent.click(screen.getByRole('button', { name: words.close }));
  expect(closed).toBe(1);
});

it('reads it as what was always so, where that is said', async () => {
  open();
  choose();
  fireEvent.click(await screen.findByRole('checkbox', { name: words.isCorrection }));
  expect(screen.getByText(words.correctionNote)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: words.read.replace('{{number}}', '2') }));
  await screen.findByRole('status');
  expect(new URLSearchParams(sent('POST').at(-1)!.path.split('?')[1]).get('isCorrection')).toBe('true');
});

it('reads it anew with other columns', async () => {
  open();
  fireEvent.click(screen.getByRole('radio', { name: words.register.stations }));
  choose();
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(words.columns) }));
  const field = screen.getByRole('combobox', { name: words.field.branch });
  fireEvent.click(field);
  const options = await waitFor(() => document.getElementById(field.getAttribute('aria-controls')!)!);
  fireEvent.click(within(options).getByRole('option', { name: /站名/, hidden: true }));
  await waitFor(() => expect(sent('POST')).toHaveLength(2));
  const mapping = new URLSearchParams(sent('POST')[1]!.path.split('?')[1]).get('mapping')!;
  expect(JSON.parse(mapping).columns).toMatchObject({ nameZh: '站名', branch: '站名' });
});

it('lists the tables before, each of which is undone after being asked once more', async () => {
  open();
  const list = await screen.findByRole('list', { name: words.before });
  fireEvent.click(within(list).getByRole('button', { name: new RegExp(words.undo) }));
  expect(sent('DELETE')).toHaveLength(0);
  fireEvent.click(within(list).getByRole('button', { name: words.sureUndo }));
  await waitFor(() => expect(sent('DELETE')).toHaveLength(1));
});

it('says in words why a file is refused', async () => {
  server.answer = ({ path }) =>
    path.includes('/check') ? { status: 400, body: refusal('file-empty') } : { status: 200, body: [] };
  open();
  choose();
  expect((await screen.findByRole('alert')).textContent).toContain('空');
});

it('offers templates whose headings are understood, in both languages', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const t = i18next.getFixedT(language);
    for (const register of FILE_REGISTERS) {
      const table = createTemplate(register, [118.35, 34.37], t as never);
      const headings = table.columns.map(({ header }) => header);
      const places = [t('registerFiles.field.lng'), t('registerFiles.field.lat')];
      const guessed = guessRegisterColumns(
        register,
        headings.filter((heading) => !places.includes(heading)),
      );
      const expected = Object.fromEntries(
        REGISTER_FILE_FIELDS[register].map((field) => [field, t(`registerFiles.field.${field}`)]),
      );
      expect([language, register, guessed]).toEqual([language, register, expected]);
    }
  }
});
