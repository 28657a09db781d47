import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { Branch } from '@liaowang/shared/schemas/branch';
import type { Jurisdiction, Place } from '@liaowang/shared/schemas/registry';
import type { Station } from '@liaowang/shared/schemas/station';
import type { Road } from '@liaowang/shared/schemas/road';
import { incidentSearch } from '../../../client/src/app/incident-search.ts';
import { useDialogStore } from '../../../client/src/app/dialog.store.ts';
import { SearchPalette } from '../../../client/src/app/search-palette.tsx';
import { useCategoryNames } from '../../../client/src/entities/incidents/category-names.ts';
import { INCIDENTS_KEY } from '../../../client/src/entities/incidents/incidents.api.ts';
import {
  BRANCHES_KEY,
  JURISDICTION_KEY,
  PLACES_KEY,
  ROADS_KEY,
  STATIONS_KEY,
} from '../../../client/src/entities/places/places.api.ts';
import { refreshNameReadings } from '../../../client/src/app/name-readings.api.ts';
import { usePermissionStore } from '../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../client/src/lib/query-client.ts';
import { usePlaceStore } from '../../../client/src/features/around/place.store.ts';
import { useViewStore } from '../../../client/src/map/view.store.ts';
import { openPageServer, Page, refusal, type PageServer } from '../../support/page.tsx';

const named = (zh: string, en = '') => ({ zh, en });
const square: Jurisdiction['boundary'] = {
  type: 'Polygon',
  coordinates: [
    [
      [118, 34],
      [119, 34],
      [119, 35],
      [118, 35],
      [118, 34],
    ],
  ],
};
const jurisdiction: Jurisdiction = {
  code: '320381',
  name: named('新沂市'),
  association: named('协会'),
  timeZone: 'Asia/Shanghai',
  center: [118.35, 34.37],
  zoom: 10,
  version: 1,
  boundary: square,
};
const places: Place[] = [
  { code: '001', name: named('新安街道', "Xin'an Subdistrict"), position: [118.35, 34.37], confidence: 'high' },
  { code: '111', name: named('邵店镇', 'Shaodian Town'), position: [118.5, 34.2], confidence: 'low' },
];
const roads: Road[] = [
  {
    id: 7,
    name: named('钟吾路', 'Zhongwu Road'),
    roadClass: 'main',
    lines: [
      [
        [118.34, 34.37],
        [118.35, 34.371],
        [118.36, 34.37],
      ],
    ],
  },
  {
    id: 8,
    name: null,
    roadClass: 'street',
    lines: [
      [
        [118.3, 34.3],
        [118.31, 34.3],
      ],
    ],
  },
];
const office = {
  area: null,
  contact: null,
  openingHours: null,
  statisticalCode: null,
  policeCode: null,
  gridCode: null,
  version: 1,
};
const branches: Branch[] = [
  { ...office, id: 3, code: 'B3', name: named('新安第1分会'), position: [118.35, 34.37], stationCount: 2 },
];
const stations: Station[] = [
  { ...office, id: 5, code: 'S5', name: named('新安服务站 005'), branchId: 3, position: [118.36, 34.38] },
];
const incident: IncidentFeature = {
  type: 'Feature',
  id: 4711,
  geometry: { type: 'Point', coordinates: [118.35, 34.371] },
  properties: {
    incidentId: 4711,
    category: 'theft',
    categoryId: 'theft-bicycle',
    severity: 'low',
    source: 'reported',
    status: 'open',
    description: '停车场：电动自行车两辆',
    branchId: null,
    occurredAt: '2026-11-23T08:00:00Z',
    reportedAt: '2026-11-23T08:00:00Z',
  },
};

const wall = vi.fn<() => void>();

beforeEach(() => {
  localStorage.clear();
  wall.mockClear();
  useDialogStore.setState({ typed: '' });
  useViewStore.setState({ selection: null });
  usePlaceStore.getState().mark(null);
  usePermissionStore.setState({ permissions: new Set() });
  queryClient.setQueryData(JURISDICTION_KEY, jurisdiction);
  queryClient.setQueryData(PLACES_KEY, places);
  queryClient.setQueryData(ROADS_KEY, roads);
  queryClient.setQueryData(BRANCHES_KEY, branches);
  queryClient.setQueryData(STATIONS_KEY, stations);
  queryClient.setQueryData(INCIDENTS_KEY, [incident]);
});
afterEach(() => {
  usePermissionStore.setState({ permissions: new Set() });
  useCategoryNames.getState().adopt([], []);
});

function open(username = 'dispatcher', onClose: () => void = () => {}) {
  const commands = [{ id: 'wall', keyHint: 'W', run: wall }] as const;
  const { unmount } = render(
    <SearchPalette commands={commands} sources={[incidentSearch]} username={username} onClose={onClose} />,
    { wrapper: Page },
  );
  return unmount;
}

const type = (text: string) => fireEvent.change(screen.getByRole('combobox'), { target: { value: text } });
const found = (): string[] => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const enter = () => fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' });

it('closes on Esc while it has something to offer', () => {
  const onClose = vi.fn<() => void>();
  open('dispatcher', onClose);
  expect(screen.getAllByRole('option')).toHaveLength(1);
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Escape' });
  expect(onClose).toHaveBeenCalledOnce();
});

describe('what is found', () => {
  it.each([
    ['钟吾', '钟吾路新安街道'],
    ['zhongwu road', '钟吾路新安街道'],
    ['邵店', '邵店镇位置为示意'],
    ['新安第1', '新安第1分会2 个服务站'],
    ['服务站5', '新安服务站 005新安第1分会'],
    ['4711', '事件 4711 · …钟吾路中段'],
    ['theft-bicycle', '事件 4711 · …钟吾路中段'],
    ['电动自行车', '事件 4711 · …钟吾路中段'],
  ])('%s → %s', (typed, entry) => {
    open();
    type(typed);
    expect(found()[0]).toBe(entry);
  });

  it('an incident by what the city calls its kind, as soon as that is known', async () => {
    open();
    type('自行车盗窃');
    expect(found()).toEqual([]);
    useCategoryNames
      .getState()
      .adopt(
        [{ categoryId: 'theft-bicycle', parentId: 'theft', nameZh: '自行车盗窃', nameEn: 'Bicycle theft' } as never],
        [],
      );
    expect(await screen.findByText('事件 4711 · 自行车盗窃')).toBeTruthy();
  });

  it('names in Latin letters, as the server reads them, and anew when names changed', async () => {
    const server: PageServer = await openPageServer();
    try {
      let readings = [{ name: '钟吾路', pinyin: 'zhongwulu', initials: 'zwl' }];
      server.answer = ({ path }) =>
        path === '/api/v1/names/readings'
          ? { status: 200, body: readings }
          : { status: 404, body: refusal('not-found') };
      usePermissionStore.setState({ permissions: new Set(['registry:view']) });
      open();
      type('zwl');
      expect((await screen.findByRole('option')).textContent).toBe('钟吾路新安街道');
      type('sdz');
      expect(found()).toEqual([]);
      readings = [...readings, { name: '邵店镇', pinyin: 'shaodianzhen', initials: 'sdz' }];
      refreshNameReadings();
      expect((await screen.findByRole('option')).textContent).toBe('邵店镇位置为示意');
      expect(server.requests.filter(({ path }) => path === '/api/v1/names/readings')).toHaveLength(2);
    } finally {
      await server.close();
    }
  });
});

describe('a typed coordinate', () => {
  it('is named where it lies in the city', () => {
    open();
    type('118.35, 34.3712');
    expect(found()[0]).toMatch(/118\.35.*34\.37.*钟吾路中段/);
  });

  it.each(['43.8, 89.6', '89.9, 10.5', '-89.5 12.25'])('%s lies elsewhere, and is a place all the same', (typed) => {
    open();
    type(typed);
    expect(found()).toHaveLength(1);
    expect(found()[0]).not.toContain('路');
  });

  it('is marked on the map with its name, in place of what was selected, until something else is looked for', () => {
    useViewStore.setState({ selection: { kind: 'unit', id: 7 } });
    open();
    type('118.35, 34.3712');
    enter();
    expect(usePlaceStore.getState()).toMatchObject({ place: [118.35, 34.3712], name: '118.35000°E 34.37120°N' });
    expect(useViewStore.getState().selection).toBeNull();
    type('邵店镇');
    enter();
    expect(usePlaceStore.getState().place).toBeNull();
  });
});

it('a street and a station are marked where they are; a town, whose name stands on the map, is not', () => {
  open();
  type('钟吾路');
  enter();
  expect(usePlaceStore.getState()).toMatchObject({ name: '钟吾路', place: [118.35, 34.371] });
  type('服务站5');
  enter();
  expect(usePlaceStore.getState()).toMatchObject({ name: '新安服务站 005', place: [118.36, 34.38] });
  type('邵店镇');
  enter();
  expect(usePlaceStore.getState().place).toBeNull();
});

describe('what was chosen lately', () => {
  it('comes first under a heading of its own, of this account alone, without commands', () => {
    const close = open();
    type('钟吾路');
    enter();
    type('wall');
    enter();
    expect(wall).toHaveBeenCalledOnce();
    close();
    const closeAgain = open();
    expect(found()).toEqual(['钟吾路新安街道', '大屏模式W']);
    expect(screen.getByText('最近')).toBeTruthy();
    closeAgain();
    open('analyst');
    expect(found()).toEqual(['大屏模式W']);
    expect(screen.queryByText('最近')).toBeNull();
  });
});

describe('what is searched', () => {
  it('is said where nothing is found, by what there is', () => {
    queryClient.setQueryData(STATIONS_KEY, []);
    open();
    type('zzz');
    const { textContent } = screen.getByRole('status');
    for (const group of ['地点', '街道', '分会', '事件', '坐标']) expect(textContent).toContain(group);
    expect(textContent).not.toContain('服务站');
    expect(textContent).not.toContain('热点');
  });

  it('and where else one may look, to who may', () => {
    usePermissionStore.setState({ permissions: new Set(['hotspots:view']) });
    open();
    type('zzz');
    expect(screen.getByRole('status').textContent).toContain('热点');
  });
});
