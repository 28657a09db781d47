import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useAsOfStore } from '../../../../client/src/lib/as-of.store.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { useUnsavedEntry } from '../../../../client/src/lib/use-entry-form.ts';
import { useViewStore } from '../../../../client/src/map/view.store.ts';
import RegistryRoom from '../../../../client/src/workspaces/registry/registry-room.tsx';
import { findOpenTab, useRegistryView } from '../../../../client/src/workspaces/registry/registry-view.store.ts';
import { openPageServer, Page, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.registryRoom;
let server: PageServer;
let accountsOpened: number;

beforeEach(async () => {
  server = await openPageServer();
  server.answer = ({ path }) =>
    path.endsWith('/setup')
      ? { status: 200, body: { steps: [{ step: 'accounts', done: false, count: 1, missing: [] }] } }
      : { status: 200, body: [] };
  queryClient.clear();
  accountsOpened = 0;
  usePermissionStore.setState({
    permissions: new Set(['registry:view', 'registry:manage', 'accounts:manage']),
    isCityWide: true,
  });
  useRegistryView.setState({ tab: null, entry: null });
  useViewStore.setState({ selection: null });
  useUnsavedEntry.setState({ isUnsaved: false });
});
afterEach(() => server.close());

const open = () =>
  render(
    <Page>
      <RegistryRoom
        renderPanels={({ left, right }) => (
          <>
            {left}
            {right}
          </>
        )}
        renderMissing={(note) => note}
        openAccounts={() => accountsOpened++}
      />
    </Page>,
  );
const tabs = () => screen.getAllByRole('tab').map(({ textContent }) => textContent);

describe('the registry', () => {
  it('has the register of units for who manages them only', () => {
    open();
    expect(tabs()).toContain(words.tab.organisation);
    expect(tabs()).not.toContain(words.tab.units);
  });

  it('leads from the set-up to the dialog of accounts', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: zhCN.setUp.look }));
    expect(accountsOpened).toBe(1);
  });

  it('opens the register of what is chosen on the map, and lets go what is no entry of it', () => {
    open();
    act(() => useViewStore.getState().select({ kind: 'station', id: 12 }));
    expect(useRegistryView.getState().entry).toEqual({ kind: 'station', id: 12 });
    expect(findOpenTab(useRegistryView.getState())).toBe('organisation');
    expect(useViewStore.getState().selection).toBeNull();
    act(() => useViewStore.getState().select({ kind: 'incident', id: 3 }));
    expect(useViewStore.getState().selection).toEqual({ kind: 'incident', id: 3 });
    act(() => useRegistryView.getState().openTab('setup'));
    expect(useRegistryView.getState()).toMatchObject({ tab: null, entry: null });
  });

  it('asks before a form is left that is not saved; the map does not take its place', async () => {
    act(() => useRegistryView.getState().openTab('organisation'));
    open();
    act(() => useUnsavedEntry.setState({ isUnsaved: true }));
    act(() => useViewStore.getState().select({ kind: 'lookout', id: 2 }));
    expect(useRegistryView.getState().entry).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: words.tab.setup }));
    fireEvent.click(await screen.findByRole('button', { name: words.stay }));
    expect(findOpenTab(useRegistryView.getState())).toBe('organisation');
    fireEvent.click(screen.getByRole('tab', { name: words.tab.setup }));
    fireEvent.click(await screen.findByRole('button', { name: words.leave }));
    expect(findOpenTab(useRegistryView.getState())).toBe('setup');
  });

  it('shows a past day under a sentence that leads back, and leaves it with the room', async () => {
    useAsOfStore.getState().setDay('2026-10-01');
    const { unmount } = open();
    expect(screen.getByText(zhCN.entry.asOf.banner.replace('{{day}}', '2026-10-01'))).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: zhCN.entry.asOf.back }));
    expect(useAsOfStore.getState().day).toBeNull();
    useAsOfStore.getState().setDay('2026-10-01');
    unmount();
    expect(useAsOfStore.getState().day).toBeNull();
  });
});
