import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import { UNIT_STATES } from '@liaowang/shared/schemas/unit';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useUnitsStore } from '../../../../client/src/entities/units/units.store.ts';
import { findUnits, nameUnits } from '../../../../client/src/features/unit-list/find-units.ts';
import { useUnitListStore } from '../../../../client/src/features/unit-list/unit-list.store.ts';
import { SESSION_KEY } from '../../../../client/src/entities/accounts/session.api.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { serverClock } from '../../../../client/src/lib/server-clock.ts';
import { positionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { useViewStore } from '../../../../client/src/map/view.store.ts';
import { FigureDetail, type DetailKind } from '../../../../client/src/workspaces/live/figure-detail.tsx';
import { FiguresStrip } from '../../../../client/src/workspaces/live/figures-strip.tsx';
import { Page, openPageServer, refusal, type PageServer } from '../../../support/page.tsx';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const KINDS = ['foot', 'foot', 'foot', 'bus', 'bus', 'taxi'] as const;
/** Seconds since each was heard; null = never. */
const AGES = [0, 100, 7_200, 2, 60, null];
const units = KINDS.map((kind, at) => createUnit(at + 1, kind));

const incident = (incidentId: number, category: string) => ({
  type: 'Feature',
  id: incidentId,
  geometry: { type: 'Point', coordinates: [118.35, 34.37] },
  properties: {
    incidentId,
    category,
    categoryId: category,
    severity: 'medium',
    source: 'reported',
    status: 'open',
    description: '',
    branchId: null,
    occurredAt: new Date(Date.now() - incidentId * 1_000).toISOString(),
    reportedAt: new Date().toISOString(),
  },
});
const today = [incident(1, 'theft'), incident(2, 'noise'), incident(3, 'theft')];
const lookout = (lookoutId: number, onDuty: boolean) => ({
  type: 'Feature',
  id: lookoutId,
  geometry: { type: 'Point', coordinates: [118.35, 34.37] },
  properties: {
    lookoutId,
    number: lookoutId,
    name: { zh: `瞭望点 ${lookoutId}`, en: '' },
    branchId: lookoutId,
    onDuty,
    dutyStartMinute: 0,
    dutyEndMinute: 1_440,
  },
});

const ANSWERS: Record<string, unknown> = {
  '/incidents/summary': {
    today: today.length,
    todayByCategory: [],
    usualLow: 1,
    usualHigh: 4,
    weeksCompared: 8,
  },
  '/incidents': { type: 'FeatureCollection', features: today },
  '/lookouts': { type: 'FeatureCollection', features: [lookout(1, true), lookout(2, false), lookout(3, false)] },
};

let server: PageServer;
const frames = createFrameSource(91);

beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answer = ({ path }) => {
    const body = ANSWERS[new URL(path, 'http://page').pathname.replace('/api/v1', '')];
    return body === undefined ? { status: 404, body: refusal('not-found') } : { status: 200, body };
  };
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES.dispatcher.permissions) });
  useUnitsStore.getState().replace(units);
  const nowMs = performance.now();
  positionBuffer.replaceUnits(units, nowMs);
  const fixes = AGES.flatMap((age, at) =>
    age === null
      ? []
      : [{ unitId: at + 1, lng: 118.35, lat: 34.37, fixTimeMs: serverClock.toServerMs(nowMs) - age * 1_000 }],
  );
  positionBuffer.applyFrame(frames.snapshot(fixes, serverClock.toServerMs(nowMs)), nowMs);
});
afterEach(() => {
  act(() => useViewStore.getState().select(null));
  useUnitListStore.getState().close();
  positionBuffer.clear();
  useUnitsStore.getState().replace([]);
  usePermissionStore.setState({ permissions: new Set() });
});

let wasClosed: boolean;
function openDetail(kind: DetailKind): void {
  wasClosed = false;
  render(
    <>
      <FiguresStrip />
      <FigureDetail kind={kind} onClose={() => (wasClosed = true)} />
    </>,
    { wrapper: Page },
  );
}

const numbersIn = (element: Element): number[] => (element.textContent.match(/\d+/g) ?? []).map(Number);
/** How many units the list would show as it now stands. */
const listLength = (): number =>
  findUnits(nameUnits(units, 'zh-CN'), useUnitListStore.getState().view, {
    buffer: positionBuffer,
    serverMs: serverClock.toServerMs(performance.now()),
    here: null,
    batteries: null,
  }).length;

describe('a figure opens what it counts', () => {
  it('units by kind and state: each count is the length of the list that it opens, and they add up to the total', async () => {
    openDetail('units');
    const table = await screen.findByRole('table', {}, { timeout: 8_000 });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => numbersIn(cell)[0]!),
      );
    const total = rows.at(-1)!;
    UNIT_STATES.forEach((_, column) => {
      expect(rows.slice(0, -1).reduce((sum, row) => sum + row[column]!, 0)).toBe(total[column]);
    });
    expect(total).toEqual([2, 2, 1, 1]);
    fireEvent.click(within(table).getByRole('button', { name: /徒步巡逻 · 定位失联/ }));
    expect(useUnitListStore.getState()).toMatchObject({ isOpen: true, view: { kinds: ['foot'], states: ['lost'] } });
    expect(listLength()).toBe(1);
    expect(wasClosed).toBe(true);
  });

  it('incidents of today: as many rows as the figure says, by kind, and each leads to its incident', async () => {
    openDetail('incidents');
    const figure = screen.getByRole('button', { name: /^今日事件/ });
    const theft = await screen.findByRole('region', { name: '盗窃 2' }, { timeout: 8_000 });
    const rows = screen.getAllByRole('listitem');
    expect(rows).toHaveLength(today.length);
    const heads = screen.getAllByRole('heading', { level: 3 }).map((head) => numbersIn(head)[0]!);
    const sum = heads.reduce((total, count) => total + count, 0);
    await waitFor(() => expect(numbersIn(figure)[0]).toBe(sum));
    fireEvent.click(within(theft).getAllByRole('button')[1]!);
    expect(useViewStore.getState().selection).toEqual({ kind: 'incident', id: 3 });
  });

  it('lookouts: those off duty first, and both groups add up to all', async () => {
    openDetail('lookouts');
    await screen.findByRole('region', { name: '未到值守时间 2' }, { timeout: 8_000 });
    expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      '未到值守时间 2',
      '在岗 1',
    ]);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it("lookouts: of who sees one branch, that branch's alone", async () => {
    queryClient.setQueryData(SESSION_KEY, { username: 'branch-lead', branchId: 2 });
    openDetail('lookouts');
    await screen.findByRole('region', { name: '未到值守时间 1' }, { timeout: 8_000 });
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('瞭望点 2'),
    ]);
    // 0 of 1, and its note.
    expect(screen.getByRole('button', { name: /^瞭望点在岗/ }).textContent).toContain('0/ 11 个未到');
    queryClient.removeQueries({ queryKey: SESSION_KEY });
  });

  it('delays: the longest first, of the units online, whose list has all of them', async () => {
    openDetail('age');
    const all = await screen.findByRole('button', { name: /在列表中打开/ }, { timeout: 8_000 });
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent.slice(0, 4))).toEqual([
      '单位 2',
      '单位 5',
      '单位 4',
      '单位 1',
    ]);
    expect(numbersIn(all)).toEqual([4]);
    fireEvent.click(all);
    expect(listLength()).toBe(4);
  });
});
