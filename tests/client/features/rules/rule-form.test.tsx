import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '@liaowang/shared/schemas/account';
import type { AlertRule } from '@liaowang/shared/schemas/alert-rule';
import { RuleForm } from '../../../../client/src/features/rules/rule-form.tsx';
import i18next from 'i18next';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { Page, openPageServer, refusal, type PageServer } from '../../../support/page.tsx';

const RULE: AlertRule = {
  id: 7,
  kind: 'unit-stationary',
  params: { maxMinutes: 20, radiusMeters: 60, unitKinds: ['foot'], branchIds: [] },
  schedule: { weekdays: [1, 2, 3], startMinute: 480, endMinute: 1080 },
  enabled: true,
  version: 3,
};
const theirs: AlertRule = { ...RULE, enabled: false, version: 4 };

let server: PageServer;
/** The rules as the server has them. */
let stored: AlertRule[];
const onDone = vi.fn<() => void>();
beforeAll(async () => {
  server = await openPageServer();
  usePermissionStore.getState().grant({
    role: 'dispatcher',
    branchId: null,
    permissions: ['coverage:view', 'coverage:manage'],
  } as unknown as Session);
});
afterAll(() => server.close());
beforeEach(() => {
  stored = [RULE];
  onDone.mockClear();
  server.requests.splice(0);
  server.answer = ({ method, body }) => {
    if (method === 'GET') return { status: 200, body: stored };
    if (method === 'POST') return { status: 201, body: { ...RULE, id: 8 } };
    const sent = JSON.parse(body) as AlertRule;
    const standing = stored[0];
    if (!standing) return { status: 404, body: refusal('not-found') };
    if (sent.version !== standing.version) return { status: 409, body: refusal('changed-meanwhile') };
    stored = [{ ...sent, id: 7, version: sent.version + 1 }];
    return { status: 200, body: stored[0] };
  };
});

const words = (key: 'changed' | 'deleted' | 'take') => new RegExp(i18next.t(`rules.meanwhile.${key}`));
const show = async () => {
  render(<RuleForm rule={RULE} suggestedAreaId={null} onDone={onDone} />, { wrapper: Page });
  await waitFor(() => expect(server.requests).toHaveLength(1));
};
const save = () => fireEvent.click(screen.getByRole('button', { name: i18next.t('rules.save') }));
const sent = () =>
  server.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, body }) => ({ method, version: (JSON.parse(body) as { version?: number }).version }));

it('is saved as the version that was read', async () => {
  await show();
  save();
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent()).toEqual([{ method: 'PUT', version: 3 }]);
});

it('says when somebody was faster, and only then puts its own in the place of theirs', async () => {
  await show();
  stored = [theirs];
  save();
  expect(await screen.findByText(words('changed'))).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
  save();
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent()).toEqual([
    { method: 'PUT', version: 3 },
    { method: 'PUT', version: 4 },
  ]);
});

it('says so before it is saved, when it is told, and takes theirs when asked', async () => {
  await show();
  stored = [theirs];
  await queryClient.invalidateQueries({ queryKey: ['alert-rules'] });
  await screen.findByText(words('changed'));
  fireEvent.click(screen.getByRole('button', { name: words('take') }));
  expect(screen.queryByText(words('changed'))).toBeNull();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: i18next.t('rules.enabled') }).checked).toBe(false);
});

it('adds a rule again that was deleted meanwhile, and says so before', async () => {
  await show();
  stored = [];
  await queryClient.invalidateQueries({ queryKey: ['alert-rules'] });
  await screen.findByText(words('deleted'));
  save();
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent()).toEqual([{ method: 'POST', version: undefined }]);
});
