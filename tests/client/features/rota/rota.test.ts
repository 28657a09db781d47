import { afterEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_PLAN,
  formatPlan,
  parsePlan,
  tidyName,
  type RotaPlan,
} from '../../../../client/src/features/rota/rota-plan.ts';
import {
  RESTING,
  TOUCH_REST_MS,
  findNext,
  turn,
  type RotaInput,
  type RotaState,
} from '../../../../client/src/features/rota/rota-turn.ts';
import { composeViews, type RotaFacts } from '../../../../client/src/features/rota/rota-views.ts';
import { ROTA_LINK, useRotaStore } from '../../../../client/src/features/rota/rota.store.ts';
import { adoptLink, withLink } from '../../../../client/src/lib/link-parameters.ts';
import { useViewStore } from '../../../../client/src/map/view.store.ts';

const plan: RotaPlan = {
  dwellSeconds: 20,
  stops: [
    { kind: 'city' },
    { kind: 'on-duty' },
    { kind: 'busy' },
    { kind: 'branch', branchId: 8 },
    { kind: 'kept', name: '人民广场 & 东', center: [118.35, 34.37], zoom: 14.5 },
  ],
};

describe('a plan in a link', () => {
  it('says the same when it is read again', () => {
    expect(parsePlan(decodeURIComponent(formatPlan(plan)))).toEqual(plan);
    expect(formatPlan(DEFAULT_PLAN)).toBe('30;city;on-duty');
  });

  it.each([
    ['', DEFAULT_PLAN],
    ['5;city', { dwellSeconds: 10, stops: [{ kind: 'city' }] }],
    ['9999;city', { dwellSeconds: 300, stops: [{ kind: 'city' }] }],
    ['city;busy', { dwellSeconds: 30, stops: [{ kind: 'city' }, { kind: 'busy' }] }],
    ['60;moon;branch:0;branch:x;at:;at:1,2;at:400,2,3~x', { ...DEFAULT_PLAN, dwellSeconds: 60 }],
  ])('%j is understood as far as it can be', (text, wanted) => expect(parsePlan(text)).toEqual(wanted));

  it('keeps names free of what parts them', () => expect(tidyName(' a;b~c ')).toBe('a b c'));
});

const input = (part: Partial<RotaInput>): RotaInput => ({
  nowMs: 0,
  dwellMs: 20_000,
  keys: ['city', 'b1', 'b2'],
  touchedMs: null,
  urgentKey: null,
  ...part,
});
const showing = (key: string, sinceMs = 0): RotaState => ({
  ...RESTING,
  key,
  at: ['city', 'b1', 'b2'].indexOf(key),
  sinceMs,
});

describe('the turn of a rota', () => {
  it('begins with the first, rests on it, goes on, and comes round', () => {
    let state = turn(RESTING, input({ nowMs: 1_000 }));
    expect(state).toMatchObject({ key: 'city', sinceMs: 1_000 });
    expect(turn(state, input({ nowMs: 20_999 }))).toBe(state);
    const seen: (string | null)[] = [];
    for (let nowMs = 1_000; nowMs <= 62_000; nowMs += 1_000) {
      const after = turn(state, input({ nowMs }));
      if (after !== state) seen.push(after.key);
      state = after;
    }
    expect(seen).toEqual(['b1', 'b2', 'city']);
  });

  it('stays on the only one', () => {
    const state = showing('city');
    expect(turn(state, input({ nowMs: 1e6, keys: ['city'] }))).toBe(state);
  });

  it('goes on to what took the place of a view that is gone', () => {
    expect(turn(showing('b1'), input({ nowMs: 1_000, keys: ['city', 'b2'] })).key).toBe('b2');
    expect(turn(showing('b2'), input({ nowMs: 1_000, keys: ['city', 'b1'] })).key).toBe('city');
    expect(turn(showing('b2'), input({ keys: [] })).key).toBeNull();
    expect(findNext([], RESTING)).toBeNull();
  });

  it('rests while somebody touches the map, and then goes on', () => {
    const touched = turn(showing('b1'), input({ nowMs: 5_000, touchedMs: 4_500 }));
    expect(touched).toMatchObject({ phase: 'touched', key: 'b1' });
    expect(turn(touched, input({ nowMs: 4_400 + TOUCH_REST_MS, touchedMs: 4_500 }))).toBe(touched);
    expect(turn(touched, input({ nowMs: 4_500 + TOUCH_REST_MS, touchedMs: 4_500 }))).toMatchObject({
      phase: 'turning',
      key: 'b2',
    });
  });

  it('goes to what needs a person, stays until it does not, and comes back to what it showed', () => {
    const urgent = turn(showing('b1'), input({ nowMs: 5_000, urgentKey: 'alert:7' }));
    expect(urgent).toMatchObject({ phase: 'urgent', urgentKey: 'alert:7', key: 'b1' });
    expect(turn(urgent, input({ nowMs: 900_000, touchedMs: 899_000, urgentKey: 'alert:7' }))).toBe(urgent);
    expect(turn(urgent, input({ nowMs: 900_000, urgentKey: 'alert:8' }))).toMatchObject({ urgentKey: 'alert:8' });
    expect(turn(urgent, input({ nowMs: 900_000 }))).toMatchObject({ phase: 'turning', key: 'b1', sinceMs: 900_000 });
  });
});

describe('the views that stops stand for', () => {
  const box: [number, number, number, number] = [118, 34, 119, 35];
  const facts: RotaFacts = {
    city: { name: '全市', bounds: box },
    branches: [
      { id: 1, name: '新安分会', bounds: box, isOnDuty: true },
      { id: 2, name: '合沟分会', bounds: box, isOnDuty: false },
      { id: 3, name: '窑湾分会', bounds: box, isOnDuty: true },
    ],
    lookouts: [
      { id: 1, name: '火车站', position: [118.35, 34.37], rangeMeters: 500 },
      { id: 2, name: '人民广场', position: [118.4, 34.37], rangeMeters: 500 },
      { id: 3, name: '夜市街', position: [118.5, 34.37], rangeMeters: 500 },
    ],
    happened: [
      [118.4, 34.371],
      [118.4001, 34.37],
      [118.35, 34.371],
      [118.7, 34.3],
    ],
  };
  const names = (stops: RotaPlan['stops']) => composeViews(stops, facts).map(({ name }) => name);

  it('are the city and each branch that has units on duty, unless others are chosen', () =>
    expect(names(DEFAULT_PLAN.stops)).toEqual(['全市', '新安分会', '窑湾分会']));

  it('are shown once, however many stops name them', () =>
    expect(names([{ kind: 'branch', branchId: 3 }, { kind: 'on-duty' }, { kind: 'branch', branchId: 2 }])).toEqual([
      '窑湾分会',
      '新安分会',
      '合沟分会',
    ]));

  it('are the lookouts around which most happened, and none where nothing did', () =>
    expect(names([{ kind: 'busy' }])).toEqual(['人民广场', '火车站']));

  it('leave out what is not known yet', () =>
    expect(composeViews(DEFAULT_PLAN.stops, { ...facts, city: null, branches: [] })).toEqual([]));
});

describe('the rota of the page', () => {
  afterEach(() => {
    adoptLink(ROTA_LINK, '');
    useViewStore.setState({ wall: false });
  });

  it('is started by a link, says so in the address, and ends when the wall is left', () => {
    adoptLink(ROTA_LINK, '?rota=20;city;busy');
    expect(useRotaStore.getState()).toMatchObject({ isOn: true, plan: { dwellSeconds: 20 } });
    expect(withLink(ROTA_LINK, '')).toBe('?rota=20;city;busy');
    useViewStore.getState().setWall(true);
    useViewStore.getState().setWall(false);
    expect(withLink(ROTA_LINK, '')).toBe('');
  });
});
