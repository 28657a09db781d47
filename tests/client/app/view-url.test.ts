import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_COVERAGE_VIEW,
  HOUR_WEEKS,
  TOOL_TABS,
  type LinkedCoverage,
} from '../../../client/src/app/coverage/coverage-view.store.ts';
import { WINDOW_PRESETS } from '../../../client/src/app/coverage/window-choice.ts';
import {
  DEFAULT_HOTSPOT_ROOM_VIEW,
  HOTSPOT_TABS,
  type LinkedHotspotRoom,
} from '../../../client/src/app/hotspots/hotspot-room-view.store.ts';
import { parseView, withView, type LinkedView } from '../../../client/src/app/view-url.ts';
import { LAYER_IDS, SELECTION_KINDS } from '../../../client/src/app/view.store.ts';
import { formatCamera, parseCamera, withCamera } from '../../../client/src/map/camera-url.ts';

const id = fc.integer({ min: 1, max: 2_000_000_000 });
const minute = fc.integer({ min: 27_000_000, max: 29_900_000 });
const span = fc
  .tuple(minute, fc.integer({ min: 1, max: 400 * 1440 }))
  .map(([from, minutes]) => ({ fromMs: from * 60_000, toMs: (from + minutes) * 60_000 }));
const anyCoverage: fc.Arbitrary<LinkedCoverage> = fc.record({
  areaId: fc.option(
    fc.oneof(
      fc.constant('jurisdiction'),
      id.map((n) => `branch:${n}`),
      id.map((n) => `key-area:${n}`),
    ),
  ),
  tab: fc.constantFrom(...TOOL_TABS),
  window: fc.oneof(fc.constantFrom(...WINDOW_PRESETS), span),
  compare: fc.oneof(fc.constant(null), fc.constant('before' as const), span),
  hourWeeks: fc.constantFrom(...HOUR_WEEKS),
  planId: fc.option(id),
  jobId: fc.option(fc.uuid()),
  revisit: fc.option(fc.stringMatching(/^[\w.:~-]{1,100}$/)),
});
const ownWords = fc.option(fc.stringMatching(/^[\w.:,~-]{1,400}$/));
const anyHotspotRoom: fc.Arbitrary<LinkedHotspotRoom> = fc.record({
  tab: fc.constantFrom(...HOTSPOT_TABS),
  filter: ownWords,
  method: ownWords,
  compare: ownWords,
  areas: ownWords,
  hotspotId: fc.option(id),
});
const anyView: fc.Arbitrary<LinkedView> = fc.record({
  layers: fc.option(fc.subarray([...LAYER_IDS])),
  selection: fc.option(fc.record({ kind: fc.constantFrom(...SELECTION_KINDS), id })),
  followUnitId: fc.option(id),
  trackUnitId: fc.option(id),
  wall: fc.boolean(),
  hotspots: fc.option(
    fc.record({
      windowDays: fc.integer({ min: 1, max: 365 }),
      bandwidthMeters: fc.integer({ min: 100, max: 5000 }),
      source: fc.constantFrom('reported' as const, 'found' as const, 'any' as const),
    }),
  ),
  coverage: anyCoverage,
  hotspotRoom: anyHotspotRoom,
});
const anyCamera = fc.record({
  center: fc.tuple(fc.double({ min: 118, max: 119, noNaN: true }), fc.double({ min: 34, max: 35, noNaN: true })),
  zoom: fc.double({ min: 8, max: 18, noNaN: true }),
});

describe('a link', () => {
  it('gives back the view it was made of', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(parseView(withView('', view))).toEqual(view);
      }),
    );
  });

  it('keeps the camera when the view changes, and the view when the camera moves', () => {
    fc.assert(
      fc.property(anyView, anyView, anyCamera, (first, second, camera) => {
        const search = withView(withCamera(withView('', first), camera), second);
        expect(parseView(search)).toEqual(second);
        const read = parseCamera(search);
        expect(read && formatCamera(read)).toBe(formatCamera(camera));
        expect(parseView(withCamera(search, camera))).toEqual(second);
      }),
    );
  });

  it('keeps parameters it does not know', () => {
    expect(withView('?c=118.3,34.4,12&future=%E7%9E%AD&l=foot', parseView('?l=gaps'))).toBe(
      '?c=118.3,34.4,12&future=%E7%9E%AD&l=gaps',
    );
  });

  it('reads as people write it', () => {
    const view = parseView('?l=foot,gaps&s=unit:12&f=12&w=1');
    expect(withView('', view)).toBe('?l=foot,gaps&s=unit:12&f=12&w=1');
    const coverage = parseView('?a=key-area:3&tab=hours&win=28d&cmp=before&hw=12&plan=7');
    expect(withView('', coverage)).toBe('?a=key-area:3&tab=hours&win=28d&cmp=before&hw=12&plan=7');
    expect(parseView('?win=20261101T0000Z-20261108T0000Z').coverage.window).toEqual({
      fromMs: Date.UTC(2026, 10, 1),
      toMs: Date.UTC(2026, 10, 8),
    });
  });

  it('says nothing of a coverage workspace that stands at its defaults: links of the live map stay as they were', () => {
    expect(withView('', { ...parseView(''), coverage: DEFAULT_COVERAGE_VIEW })).toBe('');
  });
});

describe('parseView', () => {
  it('tells "no layers" from "says nothing about layers"', () => {
    expect(parseView('?l=').layers).toEqual([]);
    expect(parseView('?s=unit:1').layers).toBeNull();
  });

  it('leaves out what it cannot understand and never throws', () => {
    expect(parseView('?l=foot,ghosts&s=ghost:1&f=-3&t=1e9&h=0:500:reported&w=yes')).toEqual({
      layers: ['foot'],
      selection: null,
      followUnitId: null,
      trackUnitId: null,
      wall: false,
      hotspots: null,
      coverage: DEFAULT_COVERAGE_VIEW,
      hotspotRoom: DEFAULT_HOTSPOT_ROOM_VIEW,
    });
    expect(
      parseView('?a=key-area:0&tab=ghosts&win=20261108T0000Z-20261101T0000Z&cmp=9d&hw=9&plan=x&job=123&rv=%E7%9E%AD')
        .coverage,
    ).toEqual(DEFAULT_COVERAGE_VIEW);
    // Within what the server answers, and just beyond it.
    for (const [text, isRead] of [
      ['365:100:any', true],
      ['1:5000:any', true],
      ['366:500:any', false],
      ['28:99:any', false],
      ['28:5001:any', false],
      ['28:500:some', false],
      ['28:500', false],
    ] as const) {
      expect([text, parseView(`?h=${text}`).hotspots !== null]).toEqual([text, isRead]);
    }
    // Longer than the server would answer.
    expect(parseView('?win=20200101T0000Z-20261101T0000Z').coverage.window).toBe(DEFAULT_COVERAGE_VIEW.window);
    fc.assert(
      fc.property(fc.string(), (search) => {
        expect(() => parseView(search)).not.toThrow();
      }),
    );
  });
});
