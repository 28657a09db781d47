import { describe, expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import {
  NO_CONDITIONS,
  countConditions,
  narrowFeed,
  type FeedConditions,
} from '../../../../client/src/workspaces/live/feed-filter.ts';
import { FEED_LINK, useFeedStore } from '../../../../client/src/workspaces/live/feed.store.ts';
import { adoptLink, withLink } from '../../../../client/src/lib/link-parameters.ts';
import { makeAlert } from '../../../support/make-alert.ts';

const AT = '2026-11-23T06:00:00Z';
const incident = (
  id: number,
  change: Partial<IncidentFeature['properties']> = {},
  place: [number, number] = [118.35, 34.37],
): IncidentFeature => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: place },
  properties: {
    incidentId: id,
    category: 'theft',
    categoryId: 'theft',
    severity: 'low',
    source: 'reported',
    status: 'open',
    description: '',
    branchId: 1,
    occurredAt: AT,
    reportedAt: AT,
    ...change,
  },
});
const alert = (change: Partial<Parameters<typeof makeAlert>[0]>): Alert =>
  makeAlert({ id: 1, kind: 'unit-lost', status: 'raised', subjectId: 1, branchId: 1, raisedAt: AT, ...change });

const square: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [118.3, 34.3],
      [118.4, 34.3],
      [118.4, 34.4],
      [118.3, 34.4],
      [118.3, 34.3],
    ],
  ],
};
const facts = {
  pathOf: (categoryId: string) => (categoryId === 'kind-7' ? ['kind-7', 'theft'] : [categoryId]),
  areaOf: (id: number) => (id === 5 ? square : undefined),
  wordsOfIncident: ({ properties }: IncidentFeature) => `偷窃 Theft ${properties.description} 钟吾路`,
  wordsOfAlert: ({ subjectId }: Alert) => `定位失联 公交 ${subjectId}`,
};
const incidents = [
  incident(1),
  incident(2, { categoryId: 'kind-7', status: 'assigned', branchId: 2 }),
  incident(3, { category: 'noise', categoryId: 'noise', description: 'Bus stop' }, [118.6, 34.2]),
];
const alerts = [
  alert({ id: 11, subjectId: 11, position: [118.35, 34.35] }),
  alert({ id: 12, subjectId: 12, status: 'acknowledged', branchId: 2, position: [118.6, 34.2] }),
  alert({ id: 13, kind: 'sos', subjectId: 13, branchId: 3, position: [118.6, 34.2] }),
  alert({ id: 14, kind: 'area-uncovered', subjectId: 5, status: 'acknowledged', position: null }),
];
const narrow = (conditions: Partial<FeedConditions>): number[] => {
  const narrowed = narrowFeed(incidents, alerts, { ...NO_CONDITIONS, ...conditions }, facts);
  return [...narrowed.incidents, ...narrowed.alerts].map(({ id }) => Number(id));
};

describe('narrowFeed', () => {
  it.each([
    ['nothing', {}, [1, 2, 3, 11, 12, 13, 14]],
    ['a category with those below it', { category: 'theft' }, [1, 2, 13]],
    ['a category below another', { category: 'kind-7' }, [2, 13]],
    ['what waits', { isWaiting: true }, [1, 3, 11, 13]],
    ['a branch', { branchId: 2 }, [2, 12, 13]],
    ['a key area: what lies in it, and what is about it', { keyAreaId: 5 }, [1, 2, 11, 13, 14]],
    ['an area that is not known: nothing lies there', { keyAreaId: 6 }, [13]],
    ['words in any order, whatever their case', { text: 'stop bus' }, [3, 13]],
    ['words of an alert', { text: '公交 11' }, [11, 13]],
    ['all of them together', { branchId: 1, isWaiting: true, text: '钟吾路', keyAreaId: 5 }, [1, 13]],
  ] satisfies [string, Partial<FeedConditions>, number[]][])(
    'by %s; a call that nobody took stays',
    (_, conditions: Partial<FeedConditions>, ids) => expect(narrow(conditions)).toEqual(ids),
  );

  it('counts what narrows', () => {
    expect(countConditions(NO_CONDITIONS)).toBe(0);
    expect(countConditions({ ...NO_CONDITIONS, text: ' ', isWaiting: true, branchId: 3 })).toBe(2);
  });
});

describe('the link of the feed', () => {
  it('carries what it is narrowed to, there and back', () => {
    const conditions = {
      filter: 'severe',
      category: 'kind-7',
      isWaiting: true,
      branchId: 2,
      keyAreaId: 5,
      text: '钟吾路 & 偷',
    } as const;
    useFeedStore.getState().change(conditions);
    const search = withLink(FEED_LINK, '');
    useFeedStore.getState().change({ ...NO_CONDITIONS, filter: 'all' });
    expect(withLink(FEED_LINK, '')).toBe('');
    adoptLink(FEED_LINK, search);
    expect(useFeedStore.getState()).toMatchObject(conditions);
    adoptLink(FEED_LINK, '?feed=x&feed-category=%3Cscript%3E&feed-branch=-1&feed-area=a&feed-waiting=2');
    expect(useFeedStore.getState()).toMatchObject({ ...NO_CONDITIONS, filter: 'all' });
  });
});
