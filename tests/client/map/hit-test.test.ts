import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { describe, expect, it } from 'vitest';
import { createPositionBuffer, type PositionBuffer } from '../../../client/src/live/position-buffer.ts';
import { findUnitUnder } from '../../../client/src/entities/units/unit-hit.ts';
import {
  BIG_MARK_BONUS_PIXELS,
  HIT_RADIUS_PIXELS,
  findNearestMark,
  findSmallestGround,
  findTargetUnder,
  toPointer,
} from '../../../client/src/map/hit-test.ts';
import { toKindBits } from '../../../client/src/entities/units/unit-marks.layer.ts';
import { computePixelsPerDegree } from '../../../client/src/map/redraw-pace.ts';
import { createFrameSource, createUnit } from '../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const ZOOM = 14;
const PIXEL = 1 / computePixelsPerDegree(ZOOM);
const HERE: [number, number] = [118.35, 34.37];

/** What is shown, as the drawings of the map offer it. */
interface Targets {
  buffer: PositionBuffer;
  visibleKinds: number;
  lookouts: readonly LookoutFeature[];
  incidents: readonly IncidentFeature[];
  keyAreas: readonly KeyArea[];
}

function findAtPoint(place: readonly [number, number], zoom: number, targets: Targets, nowMs: number) {
  const { buffer, visibleKinds, lookouts, incidents, keyAreas } = targets;
  const big = { positionOf: ({ geometry }: LookoutFeature | IncidentFeature) => geometry.coordinates };
  const bonusPixels = BIG_MARK_BONUS_PIXELS;
  return findTargetUnder(
    [
      (pointer) =>
        findSmallestGround(
          'key-area',
          keyAreas,
          { idOf: ({ id }) => id, geometryOf: ({ geometry }) => geometry },
          pointer,
        ),
      (pointer) => findUnitUnder(buffer, visibleKinds, pointer),
      (pointer) =>
        findNearestMark(
          'lookout',
          lookouts,
          { ...big, idOf: ({ properties }: LookoutFeature) => properties.lookoutId, bonusPixels },
          pointer,
        ),
      (pointer) =>
        findNearestMark(
          'incident',
          incidents,
          { ...big, idOf: ({ properties }: IncidentFeature) => properties.incidentId, bonusPixels },
          pointer,
        ),
    ],
    toPointer(place, zoom, nowMs),
  );
}

function createTargets(overrides: Partial<Targets> = {}): Targets {
  const buffer = createPositionBuffer();
  buffer.replaceUnits([createUnit(1, 'bus'), createUnit(2, 'foot')], NOW);
  const fixes = [
    { unitId: 1, lng: HERE[0], lat: HERE[1], fixTimeMs: NOW },
    { unitId: 2, lng: HERE[0] + 20 * PIXEL, lat: HERE[1], fixTimeMs: NOW },
  ];
  buffer.applyFrame(createFrameSource().snapshot(fixes, NOW), NOW);
  return { buffer, visibleKinds: toKindBits(['foot', 'bus']), lookouts: [], incidents: [], keyAreas: [], ...overrides };
}

const square = (halfPixels: number): [number, number][] => {
  const half = halfPixels * PIXEL;
  const [lng, lat] = HERE;
  return [
    [lng - half, lat - half],
    [lng + half, lat - half],
    [lng + half, lat + half],
    [lng - half, lat + half],
    [lng - half, lat - half],
  ];
};
const keyArea = (id: number, halfPixels: number): KeyArea => ({
  id,
  name: { zh: '区', en: '' },
  kind: 'school',
  code: 'K3',
  version: 1,
  branchId: null,
  geometry: { type: 'Polygon', coordinates: [square(halfPixels)] },
});

describe('findTargetUnder', () => {
  it('finds the nearest unit within reach, and nothing beyond', () => {
    const targets = createTargets();
    expect(findAtPoint([HERE[0] + 5 * PIXEL, HERE[1]], ZOOM, targets, NOW)).toEqual({ kind: 'unit', id: 1 });
    expect(findAtPoint([HERE[0] + 15 * PIXEL, HERE[1]], ZOOM, targets, NOW)).toEqual({ kind: 'unit', id: 2 });
    expect(findAtPoint([HERE[0] - (HIT_RADIUS_PIXELS + 1) * PIXEL, HERE[1]], ZOOM, targets, NOW)).toBeNull();
  });

  it('does not hit what is switched off or was never seen', () => {
    expect(findAtPoint(HERE, ZOOM, createTargets({ visibleKinds: toKindBits(['foot']) }), NOW)).toBeNull();
    const targets = createTargets();
    targets.buffer.replaceUnits([createUnit(2, 'foot')], NOW);
    expect(findAtPoint(HERE, ZOOM, targets, NOW)).toBeNull();
  });

  it('finds a unit where its mark glides, not where its fix is', () => {
    const targets = createTargets();
    const source = createFrameSource(7);
    targets.buffer.applyFrame(source.snapshot([{ unitId: 1, lng: HERE[0], lat: HERE[1], fixTimeMs: NOW }], NOW), NOW);
    targets.buffer.applyFrame(
      source.moved([{ unitId: 1, lng: HERE[0] + 60 * PIXEL, lat: HERE[1], fixTimeMs: NOW }], NOW),
      NOW,
    );
    expect(findAtPoint(HERE, ZOOM, targets, NOW)).toEqual({ kind: 'unit', id: 1 });
    expect(findAtPoint(HERE, ZOOM, targets, NOW + 5000)).toBeNull();
  });

  it('prefers the larger mark of a lookout or an incident over a unit as near', () => {
    const lookout = { geometry: { type: 'Point', coordinates: HERE }, properties: { lookoutId: 7 } } as LookoutFeature;
    const incident = {
      geometry: { type: 'Point', coordinates: [HERE[0] + 3 * PIXEL, HERE[1]] },
      properties: { incidentId: 9 },
    } as IncidentFeature;
    expect(findAtPoint(HERE, ZOOM, createTargets({ lookouts: [lookout] }), NOW)).toEqual({ kind: 'lookout', id: 7 });
    expect(
      findAtPoint(
        [HERE[0] + 3 * PIXEL, HERE[1]],
        ZOOM,
        createTargets({ lookouts: [lookout], incidents: [incident] }),
        NOW,
      ),
    ).toEqual({ kind: 'incident', id: 9 });
  });

  it('lets the larger mark win from a little farther than a unit, and no farther', () => {
    const lookoutAt = (pixels: number) =>
      ({
        geometry: { type: 'Point', coordinates: [HERE[0] - pixels * PIXEL, HERE[1]] },
        properties: { lookoutId: 7 },
      }) as LookoutFeature;
    expect(findAtPoint(HERE, ZOOM, createTargets({ lookouts: [lookoutAt(4)] }), NOW)).toEqual({
      kind: 'lookout',
      id: 7,
    });
    expect(findAtPoint(HERE, ZOOM, createTargets({ lookouts: [lookoutAt(6)] }), NOW)).toEqual({ kind: 'unit', id: 1 });
  });

  it('finds the smallest key area where no mark is', () => {
    const targets = createTargets({ visibleKinds: 0, keyAreas: [keyArea(1, 300), keyArea(2, 50)] });
    expect(findAtPoint(HERE, ZOOM, targets, NOW)).toEqual({ kind: 'key-area', id: 2 });
    expect(findAtPoint([HERE[0] + 200 * PIXEL, HERE[1]], ZOOM, targets, NOW)).toEqual({ kind: 'key-area', id: 1 });
    expect(findAtPoint([HERE[0] + 400 * PIXEL, HERE[1]], ZOOM, targets, NOW)).toBeNull();
  });

  it('does not find a key area in its courtyard', () => {
    const [outer] = keyArea(1, 300).geometry.coordinates;
    const [courtyard] = keyArea(1, 50).geometry.coordinates;
    const ring = { ...keyArea(1, 300), geometry: { type: 'Polygon' as const, coordinates: [outer!, courtyard!] } };
    const targets = createTargets({ visibleKinds: 0, keyAreas: [ring] });
    expect(findAtPoint(HERE, ZOOM, targets, NOW)).toBeNull();
    expect(findAtPoint([HERE[0] + 200 * PIXEL, HERE[1]], ZOOM, targets, NOW)).toEqual({ kind: 'key-area', id: 1 });
  });
});
