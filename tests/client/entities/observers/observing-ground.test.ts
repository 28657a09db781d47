import { drawSector } from '@liaowang/shared/analysis/coverage/sector-outline';
import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { expect, it } from 'vitest';
import { outlineOf } from '../../../../client/src/entities/lookouts/range-outline.ts';
import { findObservingGround } from '../../../../client/src/entities/observers/observing-ground.ts';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const lookout = (onDuty: boolean, shape: WatchShape = { kind: 'disk' }): LookoutFeature => ({
  type: 'Feature',
  id: 1,
  geometry: { type: 'Point', coordinates: [118, 34] },
  properties: {
    lookoutId: 1,
    number: 1,
    name: { zh: '一', en: '' },
    branchId: null,
    detectionRangeMeters: 800,
    shape,
    dutyStartMinute: 0,
    dutyEndMinute: onDuty ? 1440 : 0,
    onDuty,
    noticeBoardInspectedOn: null,
    siteReason: null,
    supplies: null,
    version: 1,
  },
});
/** At noon, by the settings of a new installation. */
const BY_DAY = { settings: DEFAULT_COVERAGE_SETTINGS, minute: 720 };
const AT_NIGHT = { ...BY_DAY, minute: 1380 };

it('takes lookouts on duty and fresh units, three numbers a centre', () => {
  const observed = createPositionBuffer();
  observed.replaceUnits([createUnit(1, 'bus'), createUnit(2, 'bus')], NOW);
  const fixes = [
    { unitId: 1, lng: 118.2, lat: 34.2, fixTimeMs: NOW },
    { unitId: 2, lng: 118.3, lat: 34.3, fixTimeMs: NOW - 100_000 },
    { unitId: 3, lng: 118.4, lat: 34.4, fixTimeMs: NOW },
  ];
  observed.applyFrame(createFrameSource().snapshot(fixes, NOW), NOW);
  const { observers, length, radiiMeters, positions, polygons } = findObservingGround(
    observed.slots,
    [lookout(true), lookout(false)],
    BY_DAY,
  );
  expect([observers, length, polygons]).toEqual([2, 2, []]);
  expect(Array.from(radiiMeters.slice(0, 2))).toEqual([800, 100]);
  expect(Array.from(positions.slice(0, 6))).toEqual([118, 34, 0, expect.closeTo(118.2, 9), expect.closeTo(34.2, 9), 0]);
  // At 23:00 each kind sees as far as the settings say.
  const atNight = findObservingGround(observed.slots, [lookout(true), lookout(false)], AT_NIGHT);
  expect(Array.from(atNight.radiiMeters)).toEqual([expect.closeTo(560, 3), expect.closeTo(60, 3)]);
});

it('takes sectors and drawn ground as polygons, shorter at night, as the map outlines them by day', () => {
  const { slots } = createPositionBuffer();
  const sector: WatchShape = { kind: 'sector', bearingDegrees: 90, angleDegrees: 120 };
  const ground: WatchShape = {
    kind: 'ground',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [118, 34],
          [118.008, 34],
          [118.008, 34.001],
          [118, 34],
        ],
      ],
    },
  };
  const lookouts = [lookout(true, sector), lookout(true, ground)];
  const day = findObservingGround(slots, lookouts, BY_DAY);
  expect([day.observers, day.length]).toEqual([2, 0]);
  expect(day.polygons.map(([ring]) => ring)).toEqual(
    lookouts.map(({ geometry, properties }) => outlineOf(geometry.coordinates, properties)),
  );
  const night = findObservingGround(slots, lookouts, AT_NIGHT);
  expect(night.polygons[0]).toEqual(drawSector([118, 34], 800 * 0.7, sector).coordinates);
  // 560 m east of the lookout.
  expect(Math.max(...night.polygons[1]![0]!.map(([lng]) => lng))).toBeCloseTo(118.00606, 4);
});
