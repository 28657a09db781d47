import { notificationsStore } from '@mantine/notifications';
import { renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePlanMapTool } from '../../../../client/src/features/plans/use-plan-map-tool.ts';
import { listRangeHandles } from '../../../../client/src/entities/lookouts/range-handles.ts';
import { JURISDICTION_KEY } from '../../../../client/src/entities/places/places.api.ts';
import { useDraftStore } from '../../../../client/src/features/plans/draft.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { attachMapControl, usePointerStore } from '../../../../client/src/map/map-control.ts';
import { useMapToolStore, type Place } from '../../../../client/src/map/map-tool.store.ts';
import { Page } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const INSIDE: Place = [118.35, 34.37];
const OTHER_INSIDE: Place = [118.36, 34.38];
const OUTSIDE: Place = [119.5, 35];
const BOUNDARY = {
  type: 'Polygon',
  coordinates: [
    [
      [118, 34],
      [119, 34],
      [119, 34.6],
      [118, 34.6],
      [118, 34],
    ],
  ],
};
const draft = useDraftStore.getState;
const tool = () => useMapToolStore.getState().tool!;
const press = (key: string) => dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
/** The map, of which only its middle matters here. */
const lookAt = (center: Place) =>
  attachMapControl({ getCenter: () => center } as unknown as Parameters<typeof attachMapControl>[0]);

beforeEach(() => {
  queryClient.setQueryData(JURISDICTION_KEY, { boundary: BOUNDARY });
  usePointerStore.setState({ metersPerPixel: 1 });
  draft().open(null);
});
afterEach(() => attachMapControl(null));

const open = () => renderHook(() => usePlanMapTool(), { wrapper: Page });
const told = () => notificationsStore.getState().notifications.map(({ message }) => message);

describe('a post', () => {
  it('is put up where somebody clicks in the city, and only then', () => {
    open();
    tool().click!(INSIDE);
    expect(draft().history.present.posts).toEqual([]);
    draft().setMode('post');
    tool().click!(OUTSIDE);
    expect(draft().history.present.posts).toEqual([]);
    expect(told()).toEqual([zhCN.errors['outside-jurisdiction']]);
    tool().click!(INSIDE);
    expect(draft().history.present.posts).toMatchObject([{ position: INSIDE }]);
    expect(draft().mode).toBe('idle');
  });

  it('is put up by Enter in the middle of the map, unless that is outside', () => {
    draft().setMode('post');
    open();
    lookAt(OUTSIDE);
    press('Enter');
    expect([draft().history.present.posts, told()]).toEqual([[], [zhCN.errors['outside-jurisdiction']]]);
    lookAt(INSIDE);
    press('Enter');
    expect(draft().history.present.posts).toMatchObject([{ position: INSIDE }]);
  });

  it('is dragged within the city only', () => {
    draft().setMode('post');
    open();
    tool().click!(INSIDE);
    const held = tool().grab!(INSIDE, 1)!;
    held.drag(OUTSIDE);
    expect(draft().history.present.posts).toMatchObject([{ position: INSIDE }]);
    held.drag(OTHER_INSIDE);
    expect(draft().history.present.posts).toMatchObject([{ position: OTHER_INSIDE }]);
  });
});

describe('what a post sees', () => {
  const SECTOR = { kind: 'sector', bearingDegrees: 90, angleDegrees: 60 } as const;

  it('is dragged by the dots of its sector, which one step takes back', () => {
    draft().setMode('post');
    open();
    tool().click!(INSIDE);
    draft().change((plan) => ({ ...plan, posts: [{ ...plan.posts[0]!, shape: SECTOR }] }));
    const [reach] = listRangeHandles(INSIDE, { detectionRangeMeters: 500, shape: SECTOR });
    const held = tool().grab!(reach!.position, 1)!;
    held.drag([INSIDE[0], INSIDE[1] + 0.003]);
    held.drag([INSIDE[0], INSIDE[1] + 0.0054]);
    expect(draft().history.present.posts).toMatchObject([
      { position: INSIDE, detectionRangeMeters: 600, shape: { ...SECTOR, bearingDegrees: 0 } },
    ]);
    draft().undo();
    expect(draft().history.present.posts).toMatchObject([{ detectionRangeMeters: 500, shape: SECTOR }]);
  });

  it('names no shape where a ring is dragged', () => {
    draft().setMode('post');
    open();
    tool().click!(INSIDE);
    const held = tool().grab!([INSIDE[0], INSIDE[1] + 500 / 111_195], 1)!;
    held.drag([INSIDE[0], INSIDE[1] + 0.0054]);
    expect(draft().history.present.posts).toMatchObject([{ detectionRangeMeters: 600 }]);
    expect(draft().history.present.posts[0]).not.toHaveProperty('shape');
  });
});

describe('a loop', () => {
  it('has corners in the city only, no more than a plan may have, and no loop comes of one', () => {
    draft().setMode('loop');
    open();
    tool().click!(OUTSIDE);
    expect(draft().corners).toEqual([]);
    for (let n = 0; n < 210; n++) tool().click!([118.3 + n / 10_000, 34.3]);
    expect(draft().corners).toHaveLength(200);
    draft().setCorners([INSIDE]);
    tool().doubleClick!(INSIDE);
    expect([draft().history.present.loops, draft().mode]).toEqual([[], 'idle']);
  });

  it('is drawn by keyboard: Space lays a corner, Backspace takes it back, Enter ends', () => {
    draft().setMode('loop');
    open();
    for (const place of [INSIDE, OUTSIDE, OTHER_INSIDE, [118.4, 34.4]] as Place[]) {
      lookAt(place);
      press(' ');
    }
    press('Backspace');
    expect(draft().corners).toEqual([INSIDE, OTHER_INSIDE]);
    press('Enter');
    expect(draft().history.present.loops).toMatchObject([{ path: [INSIDE, OTHER_INSIDE] }]);
  });
});

it('gives pointer and keys back when the tab is closed', () => {
  draft().setMode('post');
  const { unmount } = open();
  lookAt(INSIDE);
  unmount();
  expect(useMapToolStore.getState().tool).toBeNull();
  press('Enter');
  expect(draft().history.present.posts).toEqual([]);
});
