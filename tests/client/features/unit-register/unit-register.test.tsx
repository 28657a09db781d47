import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { UnitRegister } from '../../../../client/src/features/unit-register/unit-register.tsx';
import {
  useUnitRegisterStore,
  WHOLE_REGISTER,
} from '../../../../client/src/features/unit-register/unit-register.store.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { zhCN } from '../../../support/catalogues.ts';
import { openPageServer, Page, refusal, type PageRequest, type PageServer } from '../../../support/page.tsx';
import { createDevice, createRegisteredUnit } from './units.ts';

const words = zhCN.unitRegister;
const named = (pattern: string, name: string): string => pattern.replace('{{name}}', name);
const showLive = vi.fn<(unitId: number) => void>();
let server: PageServer;
let units: RegisteredUnit[];
let answerChange: (request: PageRequest) => { status: number; body: unknown };

const branch = (id: number, zh: string) => ({ id, name: { zh, en: '' } });

beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());
beforeEach(() => {
  units = [
    createRegisteredUnit(1),
    createRegisteredUnit(2, { kind: 'bus', branchId: 2 }),
    createRegisteredUnit(3, { kind: 'taxi', branchId: null, devices: [] }),
  ];
  answerChange = () => ({ status: 404, body: refusal('not-found') });
  server.requests.length = 0;
  server.answer = (request) => {
    if (request.method !== 'GET') return answerChange(request);
    if (request.path.includes('/units/register')) return { status: 200, body: units };
    if (request.path.includes('/branches'))
      return { status: 200, body: [branch(1, '新安分会'), branch(2, '北沟分会')] };
    return { status: 404, body: refusal('not-found') };
  };
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES.administrator.permissions), isCityWide: true });
  useUnitRegisterStore.setState(WHOLE_REGISTER);
  showLive.mockReset();
});
afterEach(() => usePermissionStore.setState({ permissions: new Set() }));

function Register({ asOf = null }: { asOf?: string | null }) {
  const [chosenId, choose] = useState<number | null>(null);
  return <UnitRegister asOf={asOf} chosenId={chosenId} onChoose={choose} onShowLive={showLive} />;
}
const open = async (asOf: string | null = null) => {
  render(<Register asOf={asOf} />, { wrapper: Page });
  return within(await screen.findByRole('table', { name: words.title }));
};
const listed = (): string[] => screen.getAllByRole('rowheader').map(({ textContent }) => textContent.trim());
const asked = (method: string): PageRequest[] => server.requests.filter((request) => request.method === method);
const openPage = async (name: string) => {
  const table = await open();
  fireEvent.click(table.getByRole('button', { name }));
  return screen.findByRole('region', { name });
};

describe('the register of units', () => {
  it('lists all, and those that fit a name, a device, a kind or a branch', async () => {
    const table = await open();
    expect(listed()).toEqual(['巡逻 1', '巡逻 2', '巡逻 3']);
    expect(await table.findByText('北沟分会')).toBeTruthy();
    expect(table.getByText(words.noDevice)).toBeTruthy();
    const search = screen.getByLabelText(words.search);
    fireEvent.change(search, { target: { value: 'PHONE-2' } });
    expect(listed()).toEqual(['巡逻 2']);
    fireEvent.change(search, { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.list.filter }));
    fireEvent.click(screen.getByLabelText(words.column.devices));
    fireEvent.click(await screen.findByRole('option', { name: words.device.without }));
    expect(listed()).toEqual(['巡逻 3']);
    fireEvent.change(search, { target: { value: 'nobody' } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.list.clear }));
    expect(listed()).toHaveLength(3);
  });

  it('is sorted by the head of a column; who belongs to no branch comes last either way', async () => {
    const table = await open();
    await table.findByText('北沟分会');
    const head = table.getByRole('button', { name: zhCN.entry.list.branch });
    fireEvent.click(head);
    expect(listed()).toEqual(['巡逻 2', '巡逻 1', '巡逻 3']);
    fireEvent.click(head);
    expect(listed()).toEqual(['巡逻 1', '巡逻 2', '巡逻 3']);
  });

  it('of a past day is read only, and asked for as of then', async () => {
    await open('2026-11-01T15:59:59.999Z');
    expect(server.requests.some(({ path }) => path.endsWith('asOf=2026-11-01T15%3A59%3A59.999Z'))).toBe(true);
    expect(screen.queryByRole('button', { name: words.add })).toBeNull();
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('columnheader', { name: words.column.devices })).toBeNull();
  });

  it('changes several at once: previewed, on the versions seen, and taken back', async () => {
    const table = await open();
    fireEvent.click(table.getByRole('checkbox', { name: words.tickAll }));
    fireEvent.click(screen.getByRole('button', { name: '批量修改所选 3 个' }));
    const dialog = within(await screen.findByRole('dialog'));
    // To begin with, the branch of the first: it is there already.
    const list = within(dialog.getByRole('list', { name: words.bulk.list }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/巡逻 2.*北沟分会.*新安分会/),
      expect.stringMatching(/巡逻 3.*不属分会.*新安分会/),
    ]);
    answerChange = ({ path, body }) => {
      const id = Number(path.split('/').at(-1));
      const before = units.find((unit) => unit.id === id)!;
      const after = { ...before, ...(JSON.parse(body) as object), version: before.version + 10 };
      units = units.map((unit) => (unit.id === id ? after : unit));
      return { status: 200, body: after };
    };
    fireEvent.click(dialog.getByRole('button', { name: '修改 2 个' }));
    expect(await dialog.findByText('已修改 2 个。')).toBeTruthy();
    expect(asked('PATCH').map(({ path, version, body }) => [path, version, body])).toEqual([
      ['/api/v1/units/2', '"2"', '{"branchId":1}'],
      ['/api/v1/units/3', '"3"', '{"branchId":1}'],
    ]);
    fireEvent.click(dialog.getByRole('button', { name: words.bulk.undo.replace('{{count}}', '2') }));
    expect(await dialog.findByText('已改回 2 个。')).toBeTruthy();
    expect(units.map(({ branchId }) => branchId)).toEqual([1, 2, null]);
    expect(
      asked('PATCH')
        .slice(2)
        .map(({ version }) => version),
    ).toEqual(['"12"', '"13"']);
  });

  it('says of which units a change was refused, and why', async () => {
    const table = await open();
    fireEvent.click(table.getByRole('checkbox', { name: named(words.tick, '巡逻 1') }));
    fireEvent.click(screen.getByRole('button', { name: '批量修改所选 1 个' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('radio', { name: words.column.range }));
    fireEvent.change(dialog.getByRole('textbox', { name: words.column.range }), { target: { value: '200' } });
    answerChange = () => ({ status: 409, body: refusal('changed-meanwhile') });
    fireEvent.click(dialog.getByRole('button', { name: '修改 1 个' }));
    expect((await dialog.findByRole('alert')).textContent).toContain(
      `巡逻 1 · ${zhCN.entry.refused['changed-meanwhile']}`,
    );
  });
});

describe('a unit', () => {
  it('is added with its first device, whose token is shown once', async () => {
    await open();
    fireEvent.click(screen.getByRole('button', { name: words.add }));
    fireEvent.click(await screen.findByRole('button', { name: zhCN.entry.add }));
    expect(await screen.findByText(zhCN.form.required)).toBeTruthy();
    expect(asked('POST')).toEqual([]);
    fireEvent.change(screen.getByLabelText(zhCN.entry.nameZh), { target: { value: ' 夜巡 ' } });
    fireEvent.change(screen.getByLabelText(words.devices.externalId), { target: { value: 'phone-9' } });
    answerChange = () => ({ status: 409, body: refusalOf('device-taken', 'body.deviceId') });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.add }));
    // At the field.
    const field = screen.getByLabelText(words.devices.externalId);
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
    answerChange = () => {
      units = [...units, createRegisteredUnit(9, { name: { zh: '夜巡', en: '' } })];
      return { status: 201, body: { ...units.at(-1), deviceId: 'phone-9', deviceToken: 'secret-token' } };
    };
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.add }));
    expect(await screen.findByText('secret-token')).toBeTruthy();
    expect(JSON.parse(asked('POST').at(-1)!.body)).toEqual({
      name: '夜巡',
      nameEn: '',
      kind: 'foot',
      protocol: 'osmand',
      deviceId: 'phone-9',
      detectionRangeMeters: 150,
    });
    fireEvent.click(screen.getByRole('button', { name: words.devices.tokenKept }));
    expect(screen.queryByText('secret-token')).toBeNull();
  });

  it('is changed on the version that was seen; where somebody was faster both are shown', async () => {
    await openPage('巡逻 1');
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.list.change }));
    fireEvent.change(await screen.findByLabelText(words.column.range), { target: { value: '200' } });
    answerChange = () => {
      units = [{ ...units[0]!, detectionRangeMeters: 300, version: 5 }, ...units.slice(1)];
      return { status: 409, body: refusal('changed-meanwhile') };
    };
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));
    expect(await screen.findByText(zhCN.entry.conflict.title)).toBeTruthy();
    answerChange = () => ({ status: 200, body: { ...units[0], detectionRangeMeters: 200, version: 6 } });
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.conflict.save }));
    await screen.findByRole('region', { name: '巡逻 1' });
    expect(asked('PATCH').map(({ version, body }) => [version, body])).toEqual([
      ['"1"', '{"detectionRangeMeters":200}'],
      ['"5"', '{"detectionRangeMeters":200}'],
    ]);
  });

  it('is retired after a second question, which says that its history stays', async () => {
    await openPage('巡逻 1');
    fireEvent.click(screen.getByRole('button', { name: words.retire.start }));
    expect(screen.getByText(/其历史保留/)).toBeTruthy();
    expect(asked('DELETE')).toEqual([]);
    answerChange = () => {
      units = units.slice(1);
      return { status: 204, body: null };
    };
    fireEvent.click(screen.getByRole('button', { name: words.retire.sure }));
    await waitFor(() => expect(listed()).toEqual(['巡逻 2', '巡逻 3']));
    expect(asked('DELETE')).toEqual([expect.objectContaining({ path: '/api/v1/units/1', version: '"1"' })]);
  });

  it('is shown on the live map', async () => {
    await openPage('巡逻 2');
    fireEvent.click(screen.getByRole('button', { name: words.showLive }));
    expect(showLive).toHaveBeenCalledWith(2);
  });
});

describe('devices of a unit', () => {
  it('are added with what is set of them; the token is shown once', async () => {
    await openPage('巡逻 1');
    fireEvent.click(screen.getByRole('button', { name: words.devices.add }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: zhCN.entry.add }));
    expect(await dialog.findByText(zhCN.form.required)).toBeTruthy();
    fireEvent.change(dialog.getByLabelText(words.devices.externalId), { target: { value: 'watch-1' } });
    fireEvent.change(dialog.getByLabelText(words.devices.heartbeatSeconds), { target: { value: '60' } });
    answerChange = () => ({ status: 201, body: { ...createDevice(11, 1, 'watch-1'), token: 'watch-token' } });
    fireEvent.click(dialog.getByRole('button', { name: zhCN.entry.add }));
    expect(await screen.findByText('watch-token')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(JSON.parse(asked('POST')[0]!.body)).toEqual({
      protocol: 'osmand',
      externalId: 'watch-1',
      datum: 'wgs84',
      timeZone: null,
      reportIntervalSeconds: null,
      heartbeatSeconds: 60,
      settings: { app: 'traccar-client' },
    });
  });

  it('say at the field what the server refuses there', async () => {
    await openPage('巡逻 1');
    fireEvent.click(screen.getByRole('button', { name: words.devices.add }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText(words.devices.externalId), { target: { value: 'phone-2' } });
    answerChange = () => ({ status: 409, body: refusalOf('device-taken', 'body.externalId') });
    fireEvent.click(dialog.getByRole('button', { name: zhCN.entry.add }));
    expect(await dialog.findByText(zhCN.errors['device-taken'])).toBeTruthy();
    expect(dialog.getByLabelText(words.devices.externalId).getAttribute('aria-invalid')).toBe('true');
  });

  it('are taken away after a second click', async () => {
    await openPage('巡逻 1');
    fireEvent.click(screen.getByRole('button', { name: named(words.devices.remove, 'phone-1') }));
    expect(asked('DELETE')).toEqual([]);
    answerChange = () => ({ status: 204, body: null });
    fireEvent.click(screen.getByRole('button', { name: words.devices.removeNow }));
    await waitFor(() => expect(asked('DELETE').map(({ path }) => path)).toEqual(['/api/v1/units/1/devices/10']));
  });

  it('are set up by their own code, and get a new token there', async () => {
    await openPage('巡逻 1');
    const setup = { app: 'traccar-client', url: 'http://city.example/osmand?id=phone-1', parameters: {}, qrSvg: null };
    const before = server.answer;
    server.answer = (request) =>
      request.path.endsWith('/devices/10/setup')
        ? { status: request.method === 'GET' ? 200 : 201, body: { ...setup, needsToken: request.method === 'GET' } }
        : before(request);
    fireEvent.click(screen.getByRole('button', { name: named(words.devices.setUp, 'phone-1') }));
    fireEvent.click(await screen.findByRole('button', { name: zhCN.unitSetup.make }));
    expect(await screen.findByText(zhCN.unitSetup.made)).toBeTruthy();
    expect(asked('POST').map(({ path }) => path)).toEqual(['/api/v1/units/1/devices/10/setup']);
  });
});

function refusalOf(code: string, field: string) {
  const { error, ...rest } = refusal(code);
  return { ...rest, error: { ...error, field } };
}
