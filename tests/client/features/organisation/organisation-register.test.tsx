import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Branch } from '@liaowang/shared/schemas/branch';
import type { Station } from '@liaowang/shared/schemas/station';
import { SESSION_KEY } from '../../../../client/src/entities/accounts/session.api.ts';
import { JURISDICTION_KEY } from '../../../../client/src/entities/places/places.api.ts';
import type { OfficeRef } from '../../../../client/src/features/organisation/office.ts';
import { OrganisationRegister } from '../../../../client/src/features/organisation/organisation-register.tsx';
import { useAsOfStore } from '../../../../client/src/lib/as-of.store.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { useUnsavedEntry } from '../../../../client/src/lib/use-entry-form.ts';
import { useMapToolStore } from '../../../../client/src/map/map-tool.store.ts';
import { openPageServer, Page, refusal, type PageRequest, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';
import { branch, station } from './offices.ts';

const words = zhCN.organisation;
const { entry } = zhCN;
let server: PageServer;
let branches: Branch[];
let stations: Station[];
let shown: string[];

type Answer = { status: number; body: unknown };
const lists = ({ path }: PageRequest): Answer => {
  if (path.includes('/branches')) return { status: 200, body: branches };
  if (path.includes('/stations')) return { status: 200, body: stations };
  return { status: 404, body: refusal('not-found') };
};
const answerChanges = (change: (request: PageRequest) => Answer) => {
  server.answer = (request) => (request.method === 'GET' ? lists(request) : change(request));
};
const asked = (method: string) => server.requests.filter((request) => request.method === method);

const squareOf = (west: number, south: number): Array<[number, number]> => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
];

function signIn(branchId: number | null): void {
  queryClient.setQueryData(SESSION_KEY, { username: 'a', displayName: { zh: '甲', en: '' }, branchId });
  usePermissionStore.setState({
    permissions: new Set(['registry:view', 'registry:manage']),
    isCityWide: branchId === null,
  });
}

beforeEach(async () => {
  server = await openPageServer();
  branches = [branch(1, '新安分会', { version: 3 }), branch(2, '北沟分会')];
  stations = [station(11, 1, '大桥服务站'), station(21, 2, '河西服务站')];
  shown = [];
  server.answer = lists;
  queryClient.clear();
  queryClient.setQueryData(JURISDICTION_KEY, {
    boundary: { type: 'Polygon', coordinates: [squareOf(118, 34)] },
  });
  useAsOfStore.setState({ day: null });
  signIn(null);
});
afterEach(() => server.close());

function Register({ first }: { first: OfficeRef | null }) {
  const [chosen, choose] = useState(first);
  return (
    <Page>
      <OrganisationRegister chosen={chosen} onChoose={choose} onShow={({ code }) => shown.push(code)} />
      <main data-middle />
    </Page>
  );
}

async function open(first: OfficeRef | null = null) {
  render(<Register first={first} />);
  return within(await screen.findByRole('list', { name: words.list }));
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the register of branches and stations', () => {
  it('opens a branch, and shows what is chosen on the map and in its place', async () => {
    const list = await open();
    expect(list.getAllByRole('listitem')).toHaveLength(2);
    press('展开新安分会');
    fireEvent.click(list.getByRole('button', { name: /大桥服务站/u }));
    expect(shown).toEqual(['S00011']);
    expect(list.getByRole('button', { name: words.change })).toBeTruthy();
  });

  it('opens the branch of a station that was chosen on the map', async () => {
    const list = await open({ kind: 'station', id: 21 });
    expect(list.getByText('河西服务站')).toBeTruthy();
    expect(list.queryByText('大桥服务站')).toBeNull();
  });

  it('finds as one types, and says what to do where nothing fits', async () => {
    await open();
    type(words.find, '河西');
    expect(await screen.findByText('河西服务站')).toBeTruthy();
    expect(screen.queryByText('新安分会')).toBeNull();
    type(words.find, '没有的');
    expect(await screen.findByText(words.noneFound)).toBeTruthy();
    press(words.showAll);
    expect(await screen.findByText('新安分会')).toBeTruthy();
  });

  it('adds a branch whose seat was picked on the map, and chooses it', async () => {
    await open();
    press(words.add.branch);
    press(entry.add);
    expect(await screen.findByText(words.problem.position)).toBeTruthy();
    expect(asked('POST')).toEqual([]);
    type(entry.nameZh, '东关分会');
    type(words.position.branch, '东经120.5 北纬34.2');
    expect(screen.getByText(entry.place.outside)).toBeTruthy();
    type(words.position.branch, 'somewhere');
    expect(screen.getByText(entry.place.unreadable)).toBeTruthy();
    press(entry.place.pick);
    useMapToolStore.getState().tool!.click!([118.41, 34.351_234_56]);
    await waitFor(() =>
      expect(screen.getByLabelText(words.position.branch)).toHaveProperty('value', '118.410000, 34.351235'),
    );
    expect(useMapToolStore.getState().tool).toBeNull();
    expect(useUnsavedEntry.getState().isUnsaved).toBe(true);
    answerChanges(() => {
      branches = [...branches, branch(3, '东关分会')];
      return { status: 201, body: branches[2] };
    });
    press(entry.add);
    expect(await screen.findByText('B003')).toBeTruthy();
    const [{ path, body }] = asked('POST') as [PageRequest];
    expect(path).toBe('/api/v1/branches');
    expect(JSON.parse(body)).toMatchObject({
      name: { zh: '东关分会', en: '' },
      position: [118.41, 34.351_235],
      area: null,
    });
    expect(JSON.parse(body)).not.toHaveProperty('validFrom');
    expect(useUnsavedEntry.getState().isUnsaved).toBe(false);
  });

  it('sends of a change what changed, on the version that was read, and that it was always so', async () => {
    await open({ kind: 'branch', id: 1 });
    press(words.change);
    type(words.field.contact, '0516-8812');
    fireEvent.click(screen.getByRole('radio', { name: entry.validity.always }));
    answerChanges(() => ({ status: 200, body: branches[0] }));
    press(entry.save);
    await screen.findByRole('list', { name: words.list });
    const [{ path, body, version }] = asked('PATCH') as [PageRequest];
    expect([path, version]).toEqual(['/api/v1/branches/1', '"3"']);
    expect(JSON.parse(body)).toEqual({ contact: '0516-8812', isCorrection: true });
  });

  it('shows beside mine what somebody else made of it, and saves what is chosen on their version', async () => {
    await open({ kind: 'branch', id: 1 });
    press(words.change);
    type(entry.nameZh, '我的名称');
    answerChanges(() => {
      branches = [branch(1, '他的名称', { version: 4, openingHours: '8–18 时' }), branches[1]!];
      return { status: 409, body: refusal('changed-meanwhile') };
    });
    press(entry.save);
    const conflict = within(await screen.findByRole('alert'));
    const name = within(conflict.getByRole('group', { name: words.field.name }));
    expect(name.getByText('我的名称')).toBeTruthy();
    expect(name.getByText('他的名称')).toBeTruthy();
    expect(name.getByRole<HTMLInputElement>('radio', { name: entry.conflict.keepMine }).checked).toBe(true);
    // What I have not touched is theirs without asking, and can be taken back.
    const hours = within(conflict.getByRole('group', { name: words.field.openingHours }));
    expect(hours.getByRole<HTMLInputElement>('radio', { name: entry.conflict.keepTheirs }).checked).toBe(true);
    answerChanges(() => ({ status: 200, body: branches[0] }));
    press(entry.conflict.save);
    await screen.findByRole('list', { name: words.list });
    const { body, version } = asked('PATCH').at(-1)!;
    expect(version).toBe('"4"');
    expect(JSON.parse(body)).toEqual({ name: { zh: '我的名称', en: '' } });
  });

  it('keeps theirs without writing anything', async () => {
    await open({ kind: 'branch', id: 1 });
    press(words.change);
    type(entry.nameZh, '我的名称');
    answerChanges(() => {
      branches = [branch(1, '他的名称', { version: 4 }), branches[1]!];
      return { status: 409, body: refusal('changed-meanwhile') };
    });
    press(entry.save);
    const conflict = within(await screen.findByRole('alert'));
    fireEvent.click(conflict.getByRole('radio', { name: entry.conflict.keepTheirs }));
    press(entry.conflict.save);
    expect(await screen.findByText('他的名称')).toBeTruthy();
    expect(asked('PATCH')).toHaveLength(1);
  });

  it('says at the field what the server refused', async () => {
    await open({ kind: 'branch', id: 1 });
    press(words.change);
    type(words.field.code, 'B002');
    answerChanges(() => ({ status: 409, body: { error: { ...refusal('code-taken').error, field: 'body.code' } } }));
    press(entry.save);
    expect((await screen.findByText(new RegExp(zhCN.errors['code-taken'], 'u'))).textContent).toContain(
      words.field.code,
    );
  });

  it('asks before an office goes, and says which must go first where others need it', async () => {
    await open({ kind: 'branch', id: 1 });
    press(words.remove);
    expect(asked('DELETE')).toEqual([]);
    answerChanges(() => ({
      status: 409,
      body: {
        error: { ...refusal('still-used').error, detail: { key: 'still-used-stations', values: { count: 1 } } },
      },
    }));
    press(words.removeSure);
    expect(await screen.findByText(words.used.stations.replace('{{count}}', '1'))).toBeTruthy();
    answerChanges(() => {
      branches = branches.slice(1);
      return { status: 204, body: null };
    });
    press(words.removeSure);
    await waitFor(() => expect(screen.queryByText('新安分会')).toBeNull());
    expect(asked('DELETE').map(({ path, version }) => [path, version])).toEqual([
      ['/api/v1/branches/1', '"3"'],
      ['/api/v1/branches/1', '"3"'],
    ]);
  });

  it('says of an empty city what to do first', async () => {
    branches = [];
    stations = [];
    render(<Register first={null} />);
    expect(await screen.findByText(words.noneText)).toBeTruthy();
    expect(screen.queryByRole('button', { name: words.add.station })).toBeNull();
  });

  it('of a past day is read only', async () => {
    useAsOfStore.getState().setDay('2026-10-01');
    await open({ kind: 'branch', id: 1 });
    expect(screen.queryByRole('button', { name: words.change })).toBeNull();
    expect(screen.queryByRole('button', { name: words.add.branch })).toBeNull();
    expect(asked('GET').map(({ path }) => path)).toContain('/api/v1/branches?asOf=2026-10-01T15%3A59%3A59.999Z');
  });
});

describe('who sees one branch only', () => {
  it('keeps what belongs to it, but founds, moves and ends no branch', async () => {
    signIn(1);
    await open({ kind: 'branch', id: 1 });
    expect(screen.queryByRole('button', { name: words.add.branch })).toBeNull();
    expect(screen.queryByRole('button', { name: words.remove })).toBeNull();
    press(words.change);
    expect(screen.queryByLabelText(words.position.branch)).toBeNull();
    expect(screen.getByLabelText(words.field.contact)).toBeTruthy();
  });

  it('changes and ends its own stations, not those of others', async () => {
    signIn(1);
    const list = await open({ kind: 'station', id: 11 });
    expect(list.getByRole('button', { name: words.remove })).toBeTruthy();
    press('展开北沟分会');
    fireEvent.click(list.getByRole('button', { name: /河西服务站/u }));
    expect(list.queryByRole('button', { name: words.change })).toBeNull();
  });
});
