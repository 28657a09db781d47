import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useState, type ReactNode } from 'react';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { SESSION_KEY } from '../../../../client/src/entities/accounts/session.api.ts';
import { ALERTS_KEY } from '../../../../client/src/entities/alerts/alerts.api.ts';
import { INCIDENTS_KEY } from '../../../../client/src/entities/incidents/incidents.api.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { FeedPanel } from '../../../../client/src/workspaces/live/feed-panel.tsx';
import { NO_CONDITIONS } from '../../../../client/src/workspaces/live/feed-filter.ts';
import { useFeedStore } from '../../../../client/src/workspaces/live/feed.store.ts';
import FeedChoiceBar from '../../../../client/src/workspaces/live/feed-choice-bar.tsx';
import FeedConditionFields from '../../../../client/src/workspaces/live/feed-conditions.tsx';
import { makeAlert } from '../../../support/make-alert.ts';
import { openPageServer, Page, refusal } from '../../../support/page.tsx';

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const incident = (
  id: number,
  minutes: number,
  change: Partial<IncidentFeature['properties']> = {},
): IncidentFeature => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [118.35, 34.37] },
  properties: {
    incidentId: id,
    category: 'theft',
    categoryId: 'theft',
    severity: 'low',
    source: 'reported',
    status: 'open',
    description: `no. ${id}.`,
    branchId: 1,
    occurredAt: minutesAgo(minutes),
    reportedAt: minutesAgo(minutes),
    ...change,
  },
});
const lost = (id: number, minutes: number, status: Alert['status'] = 'raised'): Alert =>
  makeAlert({
    id,
    kind: 'unit-lost',
    status,
    subjectId: id,
    branchId: 1,
    raisedAt: minutesAgo(minutes),
    position: [118.3, 34.3],
  });

const setIncidents = (incidents: IncidentFeature[]) =>
  act(async () => queryClient.setQueryData(INCIDENTS_KEY, incidents));
const setAlerts = (alerts: Alert[]) => act(async () => queryClient.setQueryData(ALERTS_KEY, alerts));
/** Without the lines that begin a day. */
const rows = (): string[] =>
  screen
    .queryAllByRole('listitem')
    .filter((item) => item.querySelector('button'))
    .map(({ textContent }) => textContent);
const numbers = (): string[] => rows().map((text) => /no\. (\d+)/.exec(text)?.[1] ?? text);
const feedList = () => screen.getByRole('list');

/** What the panel fetches when it is asked for stands beside it here. */
async function open(username = 'dispatcher', beside: ReactNode = null) {
  queryClient.setQueryData(SESSION_KEY, { username });
  const rendered = render(
    <>
      <FeedPanel />
      {beside}
    </>,
    { wrapper: Page },
  );
  await screen.findByRole('list');
  return rendered.unmount;
}

beforeEach(() => {
  localStorage.clear();
  useFeedStore.getState().change({ ...NO_CONDITIONS, filter: 'all' });
  queryClient.setQueryData(INCIDENTS_KEY, [incident(1, 50), incident(2, 90)]);
  queryClient.setQueryData(ALERTS_KEY, []);
});
afterEach(() => usePermissionStore.setState({ permissions: new Set() }));

describe('under a pointer', () => {
  it('the feed holds still, says how many came, and shows them when asked or left', async () => {
    await open();
    fireEvent.pointerEnter(feedList().parentElement!);
    await setIncidents([incident(3, 1), incident(1, 50, { status: 'closed' }), incident(2, 90)]);
    // What is shown is what is known of it by now.
    await waitFor(() => expect(rows()[0]).toContain('已办结'));
    expect(numbers()).toEqual(['1', '2']);
    await setIncidents([incident(4, 0), incident(3, 1), incident(1, 50, { status: 'closed' }), incident(2, 90)]);
    fireEvent.click(await screen.findByRole('button', { name: '2 条新的' }));
    expect(numbers()).toEqual(['4', '3', '1', '2']);
    // It still holds, from there on.
    await setIncidents([incident(5, 0), incident(4, 0), incident(3, 1), incident(1, 50), incident(2, 90)]);
    await screen.findByRole('button', { name: '1 条新的' });
    expect(numbers()).toEqual(['4', '3', '1', '2']);
    // The focus went to the newest row.
    expect(document.activeElement?.closest('li')?.textContent).toContain('no. 4.');
    act(() => (document.activeElement as HTMLElement).blur());
    fireEvent.pointerLeave(feedList().parentElement!);
    expect(numbers()).toEqual(['5', '4', '3', '1', '2']);
    expect(screen.queryByRole('button', { name: /条新的/ })).toBeNull();
  });

  it('an alert that is cleared meanwhile keeps its row, with nothing to do', async () => {
    usePermissionStore.setState({ permissions: new Set(['alerts:acknowledge']) });
    await setAlerts([lost(7, 10)]);
    await open();
    expect(screen.getByRole('button', { name: '确认' })).toBeTruthy();
    fireEvent.pointerEnter(feedList().parentElement!);
    await setAlerts([]);
    await waitFor(() => expect(rows()[0]).toContain('已解除'));
    expect(rows()).toHaveLength(3);
    expect(screen.queryByRole('button', { name: /^(确认|解除)$/ })).toBeNull();
    fireEvent.pointerLeave(feedList().parentElement!);
    expect(rows()).toHaveLength(2);
  });

  it('an alert that somebody takes is not said to be cleared, though the feed is narrowed to what waits', async () => {
    usePermissionStore.setState({ permissions: new Set(['alerts:acknowledge']) });
    await setAlerts([lost(7, 10)]);
    await open();
    await act(async () => useFeedStore.getState().change({ isWaiting: true }));
    fireEvent.pointerEnter(feedList().parentElement!);
    await setAlerts([lost(7, 10, 'acknowledged')]);
    await waitFor(() => expect(screen.queryByRole('button', { name: '确认' })).toBeNull());
    expect(rows()[0]).not.toContain('已解除');
  });

  it('alerts that come to share a row with a new one keep theirs, with what can be done', async () => {
    usePermissionStore.setState({ permissions: new Set(['alerts:acknowledge']) });
    await setAlerts([lost(7, 10), lost(8, 20)]);
    await open();
    fireEvent.pointerEnter(feedList().parentElement!);
    await setAlerts([lost(7, 10), lost(8, 20), lost(9, 1)]);
    await screen.findByRole('button', { name: /条新的/ });
    expect(screen.getAllByRole('button', { name: '确认' })).toHaveLength(2);
  });

  it('another question is answered at once', async () => {
    await open();
    fireEvent.pointerEnter(feedList().parentElement!);
    await setIncidents([incident(3, 1, { severity: 'critical' }), incident(1, 50), incident(2, 90)]);
    await act(async () => useFeedStore.getState().change({ filter: 'severe' }));
    expect(numbers()).toEqual(['3']);
  });
});

it('each row that waits says how long it has', async () => {
  queryClient.setQueryData(INCIDENTS_KEY, [incident(1, 50.5), incident(2, 0.2), incident(3, 90, { status: 'closed' })]);
  await open();
  expect(rows()[0]).toContain('已等 1 分');
  expect(rows()[1]).toContain('已等 50 分');
  expect(rows()[2]).not.toContain('已等');
});

it('is narrowed by words and state, says by how many conditions, and that nothing fits', async () => {
  await open('dispatcher', <FeedConditionFields />);
  fireEvent.change(screen.getByLabelText('包含文字'), { target: { value: 'no. 2' } });
  expect(numbers()).toEqual(['2']);
  expect(screen.getByRole('button', { name: '条件 · 1' })).toBeTruthy();
  fireEvent.change(screen.getByLabelText('包含文字'), { target: { value: 'zzz' } });
  expect(screen.getByText('没有符合筛选的条目。')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '清除条件' }));
  expect(numbers()).toEqual(['1', '2']);
});

describe('what an account has not seen', () => {
  const unseen = () => rows().map((text) => text.includes('未看'));

  it('is marked until it was in the feed; what was there at first is not; each account has its own', async () => {
    const close = await open();
    expect(unseen()).toEqual([false, false]);
    await setIncidents([incident(3, 1), incident(1, 50), incident(2, 90)]);
    await waitFor(() => expect(unseen()).toEqual([true, false, false]));
    close();
    const closeAgain = await open();
    expect(unseen()).toEqual([true, false, false]);
    fireEvent.pointerEnter(feedList().parentElement!);
    expect(unseen()).toEqual([true, false, false]);
    fireEvent.pointerLeave(feedList().parentElement!);
    expect(unseen()).toEqual([false, false, false]);
    closeAgain();
    await setIncidents([incident(4, 0), incident(3, 1), incident(1, 50), incident(2, 90)]);
    const closeOther = await open('analyst');
    expect(unseen()).toEqual([false, false, false, false]);
    closeOther();
    await open();
    expect(unseen()).toEqual([true, false, false, false]);
  });
});

function Chooser() {
  const [chosenIds, setChosenIds] = useState<readonly number[]>([]);
  return <FeedChoiceBar offeredIds={[7, 8, 9]} chosenIds={chosenIds} onChoose={setChosenIds} onClose={() => {}} />;
}

describe('several alerts', () => {
  it('are chosen, taken with one request, and given back', async () => {
    const server = await openPageServer();
    try {
      usePermissionStore.setState({ permissions: new Set(['alerts:acknowledge']) });
      const alerts = [lost(7, 10), lost(8, 20), lost(9, 30), lost(10, 40, 'acknowledged')];
      const sos = makeAlert({
        id: 11,
        kind: 'sos',
        status: 'raised',
        subjectId: 11,
        branchId: 1,
        raisedAt: minutesAgo(2),
        position: null,
      });
      await setAlerts([sos, ...alerts]);
      server.answer = ({ path, body }) => {
        const { alertIds } = JSON.parse(body || '{}') as { alertIds: number[] };
        const status = path.endsWith('/acknowledge') ? 'acknowledged' : 'raised';
        // Somebody else was faster with one.
        const changed = alerts
          .filter(({ id }) => alertIds?.includes(id) && id !== 9)
          .map((each) => ({ ...each, status }));
        return path.startsWith('/api/v1/alerts/')
          ? { status: 200, body: { changed } }
          : { status: 404, body: refusal('not-found') };
      };
      await act(async () => useFeedStore.getState().change({ filter: 'alerts' }));
      await open('dispatcher', <Chooser />);
      fireEvent.click(screen.getByRole('button', { name: '全选' }));
      fireEvent.click(screen.getByRole('button', { name: '确认 3 条' }));
      expect(await screen.findByText('已确认 2 条 · 1 条已由他人处理')).toBeTruthy();
      expect(within(feedList()).getAllByText('已确认')).toHaveLength(3);
      fireEvent.click(screen.getByRole('button', { name: '撤销' }));
      expect(await screen.findByText('已撤销 2 条')).toBeTruthy();
      expect(within(feedList()).getAllByText('已确认')).toHaveLength(1);
      expect(
        server.requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, JSON.parse(body)]),
      ).toEqual([
        ['/api/v1/alerts/acknowledge', { alertIds: [7, 8, 9] }],
        ['/api/v1/alerts/release', { alertIds: [7, 8] }],
      ]);
    } finally {
      await server.close();
    }
  });
});
