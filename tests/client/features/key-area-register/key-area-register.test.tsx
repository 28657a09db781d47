import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usePastKeyAreas } from '../../../../client/src/entities/key-areas/shown-key-areas.ts';
import { KeyAreaRegister } from '../../../../client/src/features/key-area-register/key-area-register.tsx';
import { useKeyAreaRegisterStore } from '../../../../client/src/features/key-area-register/key-area-register.store.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { useMapToolStore } from '../../../../client/src/map/map-tool.store.ts';
import { useRegistryView } from '../../../../client/src/workspaces/registry/registry-view.store.ts';
import { useChosenId } from '../../../../client/src/workspaces/registry/use-chosen-id.ts';
import { zhCN } from '../../../support/catalogues.ts';
import { openPageServer, Page, refusal, type PageRequest, type PageServer } from '../../../support/page.tsx';

const words = zhCN.keyAreaRegister;
let server: PageServer;
let keyAreas: KeyArea[];
let answerChange: (request: PageRequest) => { status: number; body: unknown };

/** A square of about 92 m by 111 m at its south-western corner. */
const square = (lng: number, lat: number): KeyArea['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng, lat],
      [lng + 0.001, lat],
      [lng + 0.001, lat + 0.001],
      [lng, lat + 0.001],
      [lng, lat],
    ],
  ],
});
const createKeyArea = (id: number, more: Partial<KeyArea> = {}): KeyArea => ({
  id,
  code: `KA${id}`,
  name: { zh: `区 ${id}`, en: `Area ${id}` },
  kind: 'school',
  branchId: 1,
  geometry: square(118.35 + id / 100, 34.37),
  version: id,
  ...more,
});

beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());
beforeEach(() => {
  keyAreas = [createKeyArea(1), createKeyArea(2, { kind: 'bank' }), createKeyArea(3, { branchId: null })];
  answerChange = () => ({ status: 404, body: refusal('not-found') });
  server.requests.length = 0;
  server.answer = (request) => {
    if (request.method !== 'GET') return answerChange(request);
    if (request.path.includes('/key-areas')) return { status: 200, body: keyAreas };
    if (request.path.includes('/branches')) return { status: 200, body: [{ id: 1, name: { zh: '分会 1', en: '' } }] };
    return { status: 404, body: refusal('not-found') };
  };
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES.administrator.permissions), isCityWide: true });
  useKeyAreaRegisterStore.setState(useKeyAreaRegisterStore.getInitialState());
});
afterEach(() => {
  usePermissionStore.setState({ permissions: new Set(), isCityWide: false });
  useRegistryView.setState({ entry: null });
});

function Register({ asOf }: { asOf: string | null }) {
  const [chosenId, choose] = useChosenId('key-area');
  return <KeyAreaRegister asOf={asOf} chosenId={chosenId} onChoose={choose} />;
}
const open = async (asOf: string | null = null) => {
  render(<Register asOf={asOf} />, { wrapper: Page });
  return within(await screen.findByRole('table', { name: words.title }));
};
const listed = (): string[] => screen.getAllByRole('rowheader').map(({ textContent }) => textContent.trim());
const asked = (method: string): PageRequest[] => server.requests.filter((request) => request.method === method);
const tool = () => useMapToolStore.getState().tool;
const draw = (corners: ReadonlyArray<[number, number]>) => {
  for (const corner of corners) act(() => void tool()?.click?.(corner));
  act(() => void tool()?.press?.('Enter'));
};

describe('the register of key areas', () => {
  it('lists them with kind, branch and size', async () => {
    const table = await open();
    expect(listed()).toEqual(['区 1', '区 2', '区 3']);
    expect(table.getAllByText('1.0 公顷')).toHaveLength(3);
    fireEvent.change(screen.getByLabelText(words.search), { target: { value: 'ka3' } });
    expect(listed()).toEqual(['区 3']);
    fireEvent.change(screen.getByLabelText(words.search), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.list.filter }));
    fireEvent.click(screen.getByLabelText(words.column.kind));
    fireEvent.click(await screen.findByRole('option', { name: zhCN.keyArea.kind.bank }));
    expect(listed()).toEqual(['区 2']);
  });

  it('marks the one that is chosen on the map, and says its size in both measures', async () => {
    const table = await open();
    act(() => useRegistryView.getState().choose({ kind: 'key-area', id: 2 }));
    expect(table.getByRole('button', { name: '区 2' }).getAttribute('aria-pressed')).toBe('true');
    const summary = await screen.findByRole('region', { name: '区 2' });
    expect(summary.textContent).toMatch(/1\.0 公顷，合 10,\d{3} m²/);
  });

  it('of a past day shows on the map what was then, and changes nothing', async () => {
    await open('2026-11-01T15:59:59.999Z');
    expect(usePastKeyAreas.getState().keyAreas).toHaveLength(3);
    act(() => useRegistryView.getState().choose({ kind: 'key-area', id: 1 }));
    await screen.findByRole('region', { name: '区 1' });
    expect(screen.queryByRole('button', { name: zhCN.entry.list.change })).toBeNull();
    expect(screen.queryByRole('button', { name: words.add })).toBeNull();
  });
});

describe('a key area', () => {
  it('is drawn on the map, then named', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: words.add }));
    draw([
      [118.4, 34.4],
      [118.401, 34.4],
      [118.401, 34.401],
    ]);
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.add }));
    // The name is asked for at its field, and nothing is sent.
    await waitFor(() => expect(screen.getByLabelText(zhCN.entry.nameZh).getAttribute('aria-invalid')).toBe('true'));
    expect(asked('POST')).toEqual([]);
    fireEvent.change(screen.getByLabelText(zhCN.entry.nameZh), { target: { value: '新校区' } });
    answerChange = ({ body }) => {
      keyAreas = [...keyAreas, createKeyArea(9, JSON.parse(body) as Partial<KeyArea>)];
      return { status: 201, body: keyAreas.at(-1) };
    };
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.add }));
    expect(await screen.findByRole('region', { name: '新校区' })).toBeTruthy();
    expect(JSON.parse(asked('POST')[0]!.body)).toEqual({
      name: { zh: '新校区', en: '' },
      kind: 'town-core',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [118.4, 34.4],
            [118.401, 34.4],
            [118.401, 34.401],
            [118.4, 34.4],
          ],
        ],
      },
    });
  });

  it('is asked for its ground', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: words.add }));
    fireEvent.change(await screen.findByLabelText(zhCN.entry.nameZh), { target: { value: '新校区' } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.add }));
    expect(await screen.findByText(words.groundNeeded)).toBeTruthy();
    expect(asked('POST')).toEqual([]);
  });

  it('has its corners moved on the map', async () => {
    const table = await open();
    fireEvent.click(table.getByRole('button', { name: '区 1' }));
    fireEvent.click(await screen.findByRole('button', { name: zhCN.entry.list.change }));
    await screen.findByRole('form');
    act(() => tool()?.grab?.([118.36, 34.37], 1)?.drag([118.3595, 34.3695]));
    answerChange = () => ({ status: 200, body: keyAreas[0] });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));
    await waitFor(() => expect(asked('PATCH')).toHaveLength(1));
    const { version, body } = asked('PATCH')[0]!;
    const { geometry, ...rest } = JSON.parse(body) as { geometry: KeyArea['geometry'] };
    expect([version, rest]).toEqual(['"1"', {}]);
    expect(geometry.coordinates[0]!.filter(([lng]) => lng === 118.3595)).toHaveLength(2);
  });

  it('says at the field what the server refuses there', async () => {
    const table = await open();
    fireEvent.click(table.getByRole('button', { name: '区 1' }));
    fireEvent.click(await screen.findByRole('button', { name: zhCN.entry.list.change }));
    fireEvent.change(await screen.findByLabelText(words.column.code), { target: { value: 'KA2' } });
    const { error, ...rest } = refusal('code-taken');
    answerChange = () => ({ status: 409, body: { ...rest, error: { ...error, field: 'body.code' } } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));
    await waitFor(() => expect(screen.getByLabelText(words.column.code).getAttribute('aria-invalid')).toBe('true'));
  });

  it('that alert rules watch is not taken away: it says what to do first', async () => {
    const table = await open();
    fireEvent.click(table.getByRole('button', { name: '区 2' }));
    fireEvent.click(await screen.findByRole('button', { name: words.remove.start }));
    answerChange = () => ({ status: 409, body: refusal('still-used') });
    fireEvent.click(screen.getByRole('button', { name: words.remove.sure }));
    expect(await screen.findByText(words.remove.watched)).toBeTruthy();
    answerChange = () => {
      keyAreas = keyAreas.filter(({ id }) => id !== 2);
      return { status: 204, body: null };
    };
    fireEvent.click(screen.getByRole('button', { name: words.remove.sure }));
    await waitFor(() => expect(listed()).toEqual(['区 1', '区 3']));
    expect(asked('DELETE').map(({ version }) => version)).toEqual(['"2"', '"2"']);
  });
});
