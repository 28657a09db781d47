import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SESSION_KEY } from '../../../../client/src/entities/accounts/session.api.ts';
import { useUnitsStore } from '../../../../client/src/entities/units/units.store.ts';
import { UnitListPanel } from '../../../../client/src/features/unit-list/unit-list-panel.tsx';
import { useUnitListStore } from '../../../../client/src/features/unit-list/unit-list.store.ts';
import { WHOLE_LIST } from '../../../../client/src/features/unit-list/unit-view.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { serverClock } from '../../../../client/src/lib/server-clock.ts';
import { positionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { useViewStore } from '../../../../client/src/map/view.store.ts';
import { Page, openPageServer, type PageServer } from '../../../support/page.tsx';
import { createFrameSource, createUnit } from '../../live/frames.ts';

let server: PageServer;
const frames = createFrameSource(77);
const units = [1, 2, 3].map((id) => ({ ...createUnit(id, id === 3 ? 'foot' : 'bus'), branchId: 1 }));

/** Units at these distances north of the place that the list measures from. */
function place(metersNorth: readonly number[]): void {
  const nowMs = performance.now();
  const fixTimeMs = serverClock.toServerMs(nowMs);
  act(() => {
    positionBuffer.applyFrame(
      frames.snapshot(
        metersNorth.map((meters, at) => ({ unitId: at + 1, lng: 118.35, lat: 34.37 + meters / 111_320, fixTimeMs })),
        fixTimeMs,
      ),
      nowMs,
    );
  });
}

const listed = (): string[] =>
  within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent.trim());
const row = (name: string): HTMLElement => screen.getByRole('button', { name });

beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answer = ({ path }) =>
    path.endsWith('/units/batteries')
      ? { status: 200, body: { unitIds: [1, 2], percents: [80, 12] } }
      : { status: 200, body: [] };
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES.dispatcher.permissions) });
  useUnitsStore.getState().replace(units);
  positionBuffer.replaceUnits(units, performance.now());
  useUnitListStore.setState({ isOpen: true, view: { ...WHOLE_LIST, here: [118.35, 34.37] } });
  place([3_000, 1_000, 2_000]);
});
afterEach(() => {
  vi.restoreAllMocks();
  useViewStore.getState().select(null);
  positionBuffer.clear();
  useUnitsStore.getState().replace([]);
  usePermissionStore.setState({ permissions: new Set() });
  localStorage.clear();
});

describe('the list of units', () => {
  it('shows who there is, how far and how charged, and sorts by the head of a column', async () => {
    render(<UnitListPanel />, { wrapper: Page });
    expect(listed()).toEqual(['单位 1', '单位 2', '单位 3']);
    expect(await screen.findByText('12%')).toBeTruthy();
    expect(screen.getByText('3 km')).toBeTruthy();
    fireEvent.click(row('距离'));
    expect(listed()).toEqual(['单位 2', '单位 3', '单位 1']);
    expect(screen.getByRole('columnheader', { name: '距离' }).getAttribute('aria-sort')).toBe('ascending');
    fireEvent.click(row('距离'));
    expect(listed()).toEqual(['单位 1', '单位 3', '单位 2']);
  });

  it('selects on the map, and marks what was selected there', () => {
    render(<UnitListPanel />, { wrapper: Page });
    fireEvent.click(row('单位 2'));
    expect(useViewStore.getState().selection).toEqual({ kind: 'unit', id: 2 });
    act(() => useViewStore.getState().select({ kind: 'unit', id: 3 }));
    expect(row('单位 3').closest('tr')?.getAttribute('aria-current')).toBe('true');
    expect(row('单位 2').closest('tr')?.getAttribute('aria-current')).toBe(null);
    fireEvent.click(row('单位 3'));
    expect(useViewStore.getState().selection).toBe(null);
  });

  it('keeps its order while the pointer is in it, and takes the new one on leaving or when asked', async () => {
    useUnitListStore.getState().change({ sort: { column: 'distance', descending: false } });
    render(<UnitListPanel />, { wrapper: Page });
    const rows = screen.getByRole('table').parentElement!;
    fireEvent.pointerEnter(rows);
    place([100, 1_000, 2_000]);
    // What is said of a unit is new, where it stands is not.
    expect(await screen.findByText('100 m', {}, { timeout: 5_000 })).toBeTruthy();
    expect(listed()).toEqual(['单位 2', '单位 3', '单位 1']);
    fireEvent.click(await screen.findByRole('button', { name: '现在更新' }));
    await waitFor(() => expect(listed()).toEqual(['单位 1', '单位 2', '单位 3']));
    place([4_000, 1_000, 2_000]);
    expect(await screen.findByText('4 km', {}, { timeout: 5_000 })).toBeTruthy();
    expect(listed()).toEqual(['单位 1', '单位 2', '单位 3']);
    fireEvent.pointerLeave(rows);
    // The order of the last second may be older than what is said.
    await waitFor(() => expect(listed()).toEqual(['单位 2', '单位 3', '单位 1']));
  });

  it('narrows by its conditions at once, and says how to get all back', () => {
    render(<UnitListPanel />, { wrapper: Page });
    fireEvent.click(row('筛选'));
    fireEvent.click(row('徒步巡逻'));
    expect(listed()).toEqual(['单位 3']);
    expect(screen.getByText('1 / 3')).toBeTruthy();
    fireEvent.change(screen.getByRole('textbox', { name: '按名称筛选' }), { target: { value: 'nobody' } });
    expect(screen.getByText('没有符合条件的力量。')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: '清除筛选' })[0]!);
    expect(listed()).toHaveLength(3);
  });

  it('mounts few of 20,000 rows, and says how many there are', () => {
    const many = Array.from({ length: 20_000 }, (_, at) => createUnit(at + 1, at % 2 === 0 ? 'bus' : 'foot'));
    useUnitsStore.getState().replace(many);
    positionBuffer.replaceUnits(many, performance.now());
    // The DOM of page tests lays nothing out: the list gets the height that it has in a browser.
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(540);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(540);
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      return new DOMRect(0, 0, 300, this.matches('[data-index]') ? 27 : this.matches('thead') ? 0 : 540);
    });
    render(<UnitListPanel />, { wrapper: Page });
    expect(screen.getByText('20,000 / 20,000')).toBeTruthy();
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('20001');
    expect(listed().length).toBeGreaterThan(15);
    expect(listed().length).toBeLessThan(60);
    fireEvent.change(screen.getByRole('textbox', { name: '按名称筛选' }), { target: { value: '单位 1999' } });
    expect(screen.getByText('12 / 20,000')).toBeTruthy();
    expect(listed()).toContain('单位 19999');
  });

  it('keeps filters under a name, for one account', async () => {
    queryClient.setQueryData(SESSION_KEY, { username: 'dispatcher' });
    useUnitListStore.getState().change({ kinds: ['bus'], text: '单位 & 2;q:' });
    render(<UnitListPanel />, { wrapper: Page });
    fireEvent.click(row('已存的筛选'));
    fireEvent.change(screen.getByRole('textbox', { name: '给当前筛选起个名字' }), { target: { value: '公交' } });
    fireEvent.click(row('保存'));
    act(() => useUnitListStore.getState().change(WHOLE_LIST));
    fireEvent.click(row('公交'));
    expect(useUnitListStore.getState().view).toMatchObject({ kinds: ['bus'], text: '单位 & 2;q:' });
    fireEvent.click(row('删除“公交”'));
    expect(screen.queryByRole('button', { name: '公交' })).toBe(null);
  });
});
