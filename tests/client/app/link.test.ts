import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { LINK } from '../../../client/src/app/link.ts';
import { DEFAULT_DENSITY, useDensityStore } from '../../../client/src/features/density/density.store.ts';
import { adoptLink, assertOneOwnerEach, withLink } from '../../../client/src/lib/link-parameters.ts';
import { CAMERA_PARAMETER, formatCamera, parseCamera, withCamera } from '../../../client/src/map/camera-url.ts';
import { listMapLayers } from '../../../client/src/map/map-layer.ts';
import { listSelectables } from '../../../client/src/map/selectable.ts';
import { useViewStore } from '../../../client/src/map/view.store.ts';
import {
  DEFAULT_COVERAGE_VIEW,
  HOUR_WEEKS,
  TOOL_TABS,
  useCoverageView,
} from '../../../client/src/workspaces/coverage/coverage-view.store.ts';
import { WINDOW_PRESETS, formatCompare, formatWindow } from '../../../client/src/workspaces/coverage/window-choice.ts';
import { REGISTRY_TABS } from '../../../client/src/workspaces/registry/registry-view.store.ts';
import { HOTSPOT_TABS } from '../../../client/src/workspaces/hotspots/hotspots-view.store.ts';

/** The words of a link, name by name. */
type Words = Record<string, string>;

const id = fc.integer({ min: 1, max: 2_000_000_000 });
const minute = fc.integer({ min: 27_000_000, max: 29_900_000 });
const span = fc
  .tuple(minute, fc.integer({ min: 1, max: 400 * 1440 }))
  .map(([from, minutes]) => ({ fromMs: from * 60_000, toMs: (from + minutes) * 60_000 }));
const ownWords = fc.stringMatching(/^[\w.:,~-]{1,400}$/);
const numberText = id.map(String);

/** Every parameter with words that say something else than its default. */
const WORDS: Record<string, fc.Arbitrary<string>> = {
  l: fc.subarray(listMapLayers().map((layer) => layer.id)).map((layers) => layers.join(',')),
  b: fc.constantFrom('schematic', 'tianditu-streets'),
  r: fc.constantFrom('1', '2,14'),
  s: fc.tuple(fc.constantFrom(...listSelectables().map(({ kind }) => kind)), id).map(([kind, n]) => `${kind}:${n}`),
  f: numberText,
  t: numberText,
  w: fc.constant('1'),
  p: fc.constantFrom('118.35000,34.37000', '-0.10000,51.00000'),
  rota: fc.constantFrom('20;city', '30;city;on-duty;branch:8;at:118.35000,34.37000,14.50~x'),
  h: fc
    .tuple(fc.integer({ min: 1, max: 365 }), fc.integer({ min: 100, max: 5000 }), fc.constantFrom('found', 'any'))
    .map((parts) => parts.join(':')),
  feed: fc.constantFrom('severe', 'alerts'),
  'feed-category': fc.constantFrom('theft', 'kind-7'),
  'feed-waiting': fc.constant('1'),
  'feed-branch': id.map(String),
  'feed-area': id.map(String),
  'feed-text': fc.constantFrom('%E5%85%AC%20%3B', 'bus'),
  units: fc.constantFrom('all', 'state:lost,stale;sort:-battery', 'here:118.35000,34.37000;q:%E5%85%AC%20%3B'),
  a: fc.oneof(
    fc.constant('jurisdiction'),
    id.map((n) => `branch:${n}`),
    id.map((n) => `key-area:${n}`),
  ),
  tab: fc.constantFrom(...TOOL_TABS.filter((tab) => tab !== DEFAULT_COVERAGE_VIEW.tab)),
  win: fc.oneof(
    fc.constantFrom(...WINDOW_PRESETS.filter((preset) => preset !== DEFAULT_COVERAGE_VIEW.window)),
    span.map(formatWindow),
  ),
  cmp: fc.oneof(
    fc.constant('before'),
    span.map((choice) => formatCompare(choice)!),
  ),
  hw: fc.constantFrom(...HOUR_WEEKS.filter((weeks) => weeks !== DEFAULT_COVERAGE_VIEW.hourWeeks).map(String)),
  plan: numberText,
  job: fc.uuid(),
  rv: fc.stringMatching(/^[\w.:~-]{1,100}$/),
  ht: fc.constantFrom(...HOTSPOT_TABS.slice(1)),
  hf: ownWords,
  hm: ownWords,
  hc: ownWords,
  ha: ownWords,
  hs: numberText,
  rt: fc.constantFrom(...REGISTRY_TABS.slice(1)),
  entry: fc.tuple(fc.constantFrom('branch', 'station', 'key-area'), id).map(([kind, n]) => `${kind}:${n}`),
  asOf: fc.constantFrom('2026-10-01', '2024-02-29'),
};
// The layers are always said: without a word for them they are the viewer's own choice.
const anyWords = fc.record(WORDS, { requiredKeys: ['l'] }) as fc.Arbitrary<Words>;
const anyCamera = fc.record({
  center: fc.tuple(fc.double({ min: 118, max: 119, noNaN: true }), fc.double({ min: 34, max: 35, noNaN: true })),
  zoom: fc.double({ min: 8, max: 18, noNaN: true }),
});

/** A query string with its parameters in the order in which links are written. */
const toSearch = (words: Words): string =>
  `?${LINK.flatMap(({ name }) => (words[name] === undefined ? [] : [`${name}=${words[name]}`])).join('&')}`;
const adopt = (search: string): void => adoptLink(LINK, search);
/** What a link would say after another was opened. */
const reopened = (search: string): string => {
  adopt(search);
  return withLink(LINK, '');
};

// Layers that a link does not name are the viewer's own, which the path tells.
Object.assign(globalThis, { location: { pathname: '/', search: '' } });

describe('a link', () => {
  beforeEach(() => adopt('?l='));

  it('has words for each of its parameters here, and each has one owner', () => {
    expect(LINK.map(({ name }) => name)).toEqual(Object.keys(WORDS));
    expect(() => assertOneOwnerEach([...LINK, { ...LINK[0]!, name: 'plan' }])).toThrow('plan');
    expect(LINK.map(({ name }) => name)).not.toContain(CAMERA_PARAMETER);
  });

  it('gives back the view it was made of', () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        expect(reopened(toSearch(words))).toBe(toSearch(words));
      }),
    );
  });

  it('keeps the camera when the view changes, and the view when the camera moves', () => {
    fc.assert(
      fc.property(anyWords, anyWords, anyCamera, (first, second, camera) => {
        adopt(toSearch(second));
        const search = withLink(LINK, withCamera(toSearch(first), camera));
        const read = parseCamera(search);
        expect(read && formatCamera(read)).toBe(formatCamera(camera));
        expect(reopened(search)).toBe(toSearch(second));
        expect(reopened(withCamera(search, camera))).toBe(toSearch(second));
      }),
    );
  });

  it('keeps parameters it does not know', () => {
    adopt('?l=gaps');
    expect(withLink(LINK, '?c=118.3,34.4,12&future=%E7%9E%AD&l=foot')).toBe('?c=118.3,34.4,12&future=%E7%9E%AD&l=gaps');
  });

  it('reads as people write it', () => {
    expect(reopened('?l=foot,gaps&s=unit:12&f=12&w=1')).toBe('?l=foot,gaps&s=unit:12&f=12&w=1');
    const coverage = '?l=&a=key-area:3&tab=hours&win=28d&cmp=before&hw=12&plan=7';
    expect(reopened(coverage)).toBe(coverage);
    adopt('?win=20261101T0000Z-20261108T0000Z');
    expect(useCoverageView.getState().window).toEqual({ fromMs: Date.UTC(2026, 10, 1), toMs: Date.UTC(2026, 10, 8) });
  });

  it('says nothing of what stands at its defaults', () => {
    expect(reopened('?l=&tab=gaps&win=7d&hw=8&ht=zones&h=28:500:reported&w=0')).toBe('?l=');
  });

  it('tells "no layers" from "says nothing about layers"', () => {
    adopt('?l=');
    expect([...useViewStore.getState().visibleLayers]).toEqual([]);
    adopt('?s=unit:1');
    expect([...useViewStore.getState().visibleLayers]).toContain('lookouts');
  });

  it('leaves out what it cannot understand and never throws', () => {
    expect(reopened('?l=foot,ghosts&s=ghost:1&f=-3&t=1e9&h=0:500:reported&w=yes')).toBe('?l=foot');
    expect(
      reopened(
        '?l=&a=key-area:0&tab=ghosts&win=20261108T0000Z-20261101T0000Z&cmp=9d&hw=9&plan=x&job=123&rv=%E7%9E%AD&ht=ghosts&rt=ghosts&entry=ghost:1&asOf=2026-02-30',
      ),
    ).toBe('?l=');
    // Longer than the server would answer.
    expect(reopened('?l=&win=20200101T0000Z-20261101T0000Z')).toBe('?l=');
    fc.assert(
      fc.property(fc.string(), (search) => {
        expect(() => adopt(search)).not.toThrow();
      }),
    );
  });

  // Within what the server answers, and just beyond it.
  it.each([
    ['365:100:any', true],
    ['1:5000:any', true],
    ['366:500:any', false],
    ['28:99:any', false],
    ['28:5001:any', false],
    ['28:500:some', false],
    ['28:500', false],
  ])('reads the density of %s: %s', (text, isRead) => {
    adopt(`?h=${text}`);
    const { windowDays, bandwidthMeters, source } = useDensityStore.getState();
    expect(`${windowDays}:${bandwidthMeters}:${source}`).toBe(
      isRead ? text : `${DEFAULT_DENSITY.windowDays}:${DEFAULT_DENSITY.bandwidthMeters}:${DEFAULT_DENSITY.source}`,
    );
  });
});
