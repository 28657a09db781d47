import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_KEY } from '../../../../client/src/entities/accounts/session.api.ts';
import { tryRange } from '../../../../client/src/entities/lookouts/range-trial.store.ts';
import { usePlannedLookoutsStore } from '../../../../client/src/entities/lookouts/shown-lookouts.ts';
import { LookoutRegister } from '../../../../client/src/features/lookout-register/lookout-register.tsx';
import { useLookoutRegisterStore } from '../../../../client/src/features/lookout-register/lookout-register.store.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { useMapToolStore } from '../../../../client/src/map/map-tool.store.ts';
import { useRegistryView } from '../../../../client/src/workspaces/registry/registry-view.store.ts';
import { useChosenId } from '../../../../client/src/workspaces/registry/use-chosen-id.ts';
import { zhCN } from '../../../support/catalogues.ts';
import { openPageServer, Page, refusal, type PageRequest, type PageServer } from '../../../support/page.tsx';
import { createLookout } from './lookouts.ts';

const words = zhCN.lookoutRegister;
let server: PageServer;
let lookouts: LookoutFeature[];
let answerChange: (request: PageRequest) => { status: number; body: unknown };

beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());
beforeEach(() => {
  lookouts = [createLookout(1), createLookout(2, { branchId: 2, onDuty: false }), createLookout(3, { branchId: null })];
  answerChange = () => ({ status: 404, body: refusal('not-found') });
  server.requests.length = 0;
  server.answer = (request) => {
    if (request.method !== 'GET') return answerChange(request);
    if (request.path.includes('/lookouts'))
      return { status: 200, body: { type: 'FeatureCollection', features: lookouts } };
    if (request.path.includes('/branches'))
      return { status: 200, body: [1, 2].map((id) => ({ id, name: { zh: `分会 ${id}`, en: '' } })) };
    return { status: 404, body: refusal('not-found') };
  };
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES.administrator.permissions), isCityWide: true });
  useLookoutRegisterStore.setState(useLookoutRegisterStore.getInitialState());
});
afterEach(() => {
  usePermissionStore.setState({ permissions: new Set(), isCityWide: false });
  useRegistryView.setState({ entry: null });
});

function Register({ asOf }: { asOf: string | null }) {
  const [chosenId, choose] = useChosenId('lookout');
  return <LookoutRegister asOf={asOf} chosenId={chosenId} onChoose={choose} />;
}
const open = async (asOf: string | null = null) => {
  render(<Register asOf={asOf} />, { wrapper: Page });
  return within(await screen.findByRole('table', { name: words.title }));
};
const listed = (): string[] => screen.getAllByRole('rowheader').map(({ textContent }) => textContent.trim());
const asked = (method: string): PageRequest[] => server.requests.filter((request) => request.method === method);
const clickMap = (place: [number, number]) => act(() => void useMapToolStore.getState().tool?.click?.(place));
const openForm = async (name: string) => {
  const table = await open();
  fireEvent.click(table.getByRole('button', { name }));
  fireEvent.click(await screen.findByRole('button', { name: zhCN.entry.list.change }));
  return screen.findByRole('form');
};
const save = () => fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));

describe('the register of lookouts', () => {
  it('lists them with duty and hours, by number, branch and duty', async () => {
    const table = await open();
    expect(listed()).toEqual(['岗 1', '岗 2', '岗 3']);
    expect(table.getAllByText('07:00–21:00')).toHaveLength(3);
    fireEvent.change(screen.getByLabelText(words.search), { target: { value: 'post 2' } });
    expect(listed()).toEqual(['岗 2']);
    fireEvent.change(screen.getByLabelText(words.search), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.list.filter }));
    fireEvent.click(screen.getByLabelText(words.column.duty));
    fireEvent.click(await screen.findByRole('option', { name: words.dutyChoice.off }));
    expect(listed()).toEqual(['岗 2']);
  });

  it('marks the one that is chosen on the map, and says what is known of it', async () => {
    const table = await open();
    act(() => useRegistryView.getState().choose({ kind: 'lookout', id: 2 }));
    expect(table.getByRole('button', { name: '岗 2' }).getAttribute('aria-pressed')).toBe('true');
    expect(await screen.findByRole('region', { name: '02 岗 2' })).toBeTruthy();
  });

  it('of a past day shows on the map what stood then, and changes nothing', async () => {
    const table = await open('2026-11-01T15:59:59.999Z');
    expect(usePlannedLookoutsStore.getState().lookouts).toHaveLength(3);
    fireEvent.click(table.getByRole('button', { name: '岗 1' }));
    await screen.findByRole('region', { name: '01 岗 1' });
    expect(screen.queryByRole('button', { name: zhCN.entry.list.change })).toBeNull();
    expect(screen.queryByRole('button', { name: words.remove.start })).toBeNull();
    expect(screen.queryByRole('button', { name: words.add })).toBeNull();
  });

  it('lets who keeps one branch change its own alone', async () => {
    usePermissionStore.setState({ permissions: new Set(ROLE_RULES['branch-lead'].permissions), isCityWide: false });
    queryClient.setQueryData(SESSION_KEY, { username: 'lead', role: 'branch-lead', branchId: 2, permissions: [] });
    const table = await open();
    fireEvent.click(table.getByRole('button', { name: '岗 1' }));
    await screen.findByRole('region', { name: '01 岗 1' });
    expect(screen.queryByRole('button', { name: zhCN.entry.list.change })).toBeNull();
    fireEvent.click(table.getByRole('button', { name: '岗 2' }));
    expect(await screen.findByRole('button', { name: zhCN.entry.list.change })).toBeTruthy();
  });
});

describe('a lookout', () => {
  it('is put up where the map is clicked', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: words.add }));
    clickMap([118.4, 34.4]);
    fireEvent.change(await screen.findByLabelText(zhCN.entry.nameZh), { target: { value: '东关' } });
    answerChange = ({ body }) => {
      const { name } = JSON.parse(body) as { name: { zh: string; en: string } };
      lookouts = [...lookouts, createLookout(9, { name })];
      return { status: 201, body: lookouts.at(-1) };
    };
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.add }));
    expect(await screen.findByRole('region', { name: '09 东关' })).toBeTruthy();
    expect(JSON.parse(asked('POST')[0]!.body)).toMatchObject({ position: [118.4, 34.4], shape: { kind: 'disk' } });
  });

  it('sees what is dragged on the map, and takes its drawn ground along', async () => {
    await openForm('岗 1');
    const [lng, lat] = [118.36, 34.37];
    const ground: [number, number][] = [
      [lng, lat],
      [lng + 0.002, lat],
      [lng + 0.002, lat + 0.002],
      [lng, lat],
    ];
    act(() =>
      tryRange({
        detectionRangeMeters: 290,
        shape: { kind: 'ground', geometry: { type: 'Polygon', coordinates: [ground] } },
      }),
    );
    fireEvent.change(screen.getByLabelText(words.field.position), { target: { value: `${lng + 0.01}, ${lat}` } });
    answerChange = () => ({ status: 200, body: lookouts[0] });
    save();
    await waitFor(() => expect(asked('PATCH')).toHaveLength(1));
    const { version, body } = asked('PATCH')[0]!;
    const change = JSON.parse(body) as {
      position: number[];
      shape: { geometry: { coordinates: number[][][] } };
    };
    expect(version).toBe('"1"');
    expect(change.position).toEqual([118.37, 34.37]);
    expect(change.shape.geometry.coordinates[0]![0]![0]).toBeCloseTo(lng + 0.01, 4);
  });

  it('says at the field what the server refuses there', async () => {
    await openForm('岗 1');
    fireEvent.change(screen.getByLabelText(words.column.number), { target: { value: '2' } });
    const { error, ...rest } = refusal('number-taken');
    answerChange = () => ({ status: 409, body: { ...rest, error: { ...error, field: 'body.number' } } });
    save();
    await waitFor(() => expect(screen.getByLabelText(words.column.number).getAttribute('aria-invalid')).toBe('true'));
  });

  it('is on duty between the times that are typed', async () => {
    await openForm('岗 1');
    fireEvent.change(screen.getByLabelText(words.duty.to), { target: { value: '25:00' } });
    save();
    expect(await screen.findByText(words.duty.unreadable)).toBeTruthy();
    fireEvent.change(screen.getByLabelText(words.duty.to), { target: { value: '22:30' } });
    answerChange = () => ({ status: 200, body: lookouts[0] });
    save();
    await waitFor(() => expect(asked('PATCH').map(({ body }) => body)).toEqual(['{"dutyEndMinute":1350}']));
  });

  it('is taken away after a second question', async () => {
    const table = await open();
    fireEvent.click(table.getByRole('button', { name: '岗 3' }));
    fireEvent.click(await screen.findByRole('button', { name: words.remove.start }));
    expect(asked('DELETE')).toEqual([]);
    answerChange = () => {
      lookouts = lookouts.slice(0, 2);
      return { status: 204, body: null };
    };
    fireEvent.click(screen.getByRole('button', { name: words.remove.sure }));
    await waitFor(() => expect(listed()).toEqual(['岗 1', '岗 2']));
    expect(asked('DELETE')).toEqual([expect.objectContaining({ path: '/api/v1/lookouts/3', version: '"3"' })]);
  });
});
