import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { listPlannedLookouts, type StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { listRangeHandles } from '../../../../client/src/entities/lookouts/range-handles.ts';
import { outlineOf } from '../../../../client/src/entities/lookouts/range-outline.ts';
import { findHandle } from '../../../../client/src/features/plans/plan-handles.ts';
import { drawPlan } from '../../../../client/src/features/plans/plan-shapes.ts';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import type { PlanPart } from '../../../../client/src/features/plans/plan-edits.ts';

/** At 4 m a pixel: 14 pixels of slack around a post are 56 m, 7 around a ring 28 m. */
const METERS_PER_PIXEL = 4;
const lookout: StandingLookout = {
  lookoutId: 1,
  position: [118.3, 34.3],
  detectionRangeMeters: 800,
  shape: { kind: 'disk' },
  dutyStartMinute: 0,
  dutyEndMinute: 1440,
};
const definition: PlanDefinition = {
  ...EMPTY_PLAN,
  posts: [
    {
      id: 'p',
      name: '岗',
      position: [118.33, 34.3],
      detectionRangeMeters: 300,
      dutyStartMinute: 0,
      dutyEndMinute: 1440,
    },
  ],
  loops: [
    {
      id: 'l',
      name: '环',
      kind: 'foot',
      path: [
        [118.36, 34.3],
        [118.37, 34.3],
        [118.37, 34.31],
      ],
      unitCount: 1,
      rangeMeters: 80,
    },
  ],
};
const east = (meters: number, [lng, lat]: readonly [number, number] = lookout.position): [number, number] =>
  listRangeHandles([lng, lat], { detectionRangeMeters: meters, shape: { kind: 'disk' } })[0]!.position;
const find = (place: [number, number], selected: PlanPart | null = null, plan = definition) =>
  findHandle(place, METERS_PER_PIXEL, { definition: plan, planned: listPlannedLookouts(plan, [lookout]), selected });
const SECTOR: WatchShape = { kind: 'sector', bearingDegrees: 45, angleDegrees: 120 };
const GROUND = {
  kind: 'ground',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [118.3, 34.3],
        [118.305, 34.3],
        [118.305, 34.305],
        [118.3, 34.3],
      ] as Array<[number, number]>,
    ],
  },
} satisfies WatchShape;
const LOOKOUT = { kind: 'lookout', id: 1 } as const;

describe('findHandle', () => {
  it('takes a lookout or a post within a thumb of its middle', () => {
    expect(find(east(50))).toEqual({ part: LOOKOUT, what: 'centre' });
    expect(find(east(60))).toBeNull();
    expect(find([118.33, 34.3])).toEqual({ part: { kind: 'post', id: 'p' }, what: 'centre' });
  });

  it('takes the ring of what is selected only: rings overlap everywhere', () => {
    expect(find(east(810))).toBeNull();
    expect(find(east(810), LOOKOUT)).toEqual({ part: LOOKOUT, what: 'range', handle: 'reach' });
    expect(find([118.3, 34.3 + 790 / 111_195], LOOKOUT)).toEqual({ part: LOOKOUT, what: 'range', handle: 'reach' });
    expect(find(east(840), LOOKOUT)).toBeNull();
  });

  it('takes a sector by its dots, and drawn ground not at all', () => {
    const plan: PlanDefinition = { ...definition, lookouts: [{ lookoutId: 1, shape: SECTOR }] };
    const [reach, side] = listRangeHandles(lookout.position, { detectionRangeMeters: 800, shape: SECTOR });
    expect(find(reach!.position, LOOKOUT, plan)).toEqual({ part: LOOKOUT, what: 'range', handle: 'reach' });
    expect(find(side!.position, LOOKOUT, plan)).toEqual({ part: LOOKOUT, what: 'range', handle: 'side' });
    expect(find(reach!.position, null, plan)).toBeNull();
    // Neither does it see there, nor is there a ring.
    expect(find([118.3, 34.3 - 800 / 111_195], LOOKOUT, plan)).toBeNull();
    const drawn = { ...definition, lookouts: [{ lookoutId: 1, shape: GROUND }] };
    expect(find(GROUND.geometry.coordinates[0]![1]!, LOOKOUT, drawn)).toBeNull();
  });

  it('takes a corner of the selected loop, else the loop as a whole', () => {
    expect(find([118.37, 34.3])).toEqual({ part: { kind: 'loop', id: 'l' }, what: 'centre' });
    expect(find([118.37, 34.3], { kind: 'loop', id: 'l' })).toEqual({
      part: { kind: 'loop', id: 'l' },
      what: 'corner',
      corner: 1,
    });
  });

  it('finds a lookout where the plan puts it, and none that it takes away', () => {
    const moved = { ...definition, lookouts: [{ lookoutId: 1, position: [118.4, 34.4] as [number, number] }] };
    expect(find(lookout.position, null, moved)).toBeNull();
    expect(find([118.4, 34.4], null, moved)).toEqual({ part: LOOKOUT, what: 'centre' });
    expect(find(lookout.position, null, { ...definition, lookouts: [{ lookoutId: 1, removed: true }] })).toBeNull();
  });
});

describe('drawPlan', () => {
  const draw = (plan: PlanDefinition, selected: PlanPart | null = null) =>
    drawPlan({
      definition: plan,
      standing: [lookout],
      planned: listPlannedLookouts(plan, [lookout]),
      selected,
      corners: [],
      pointer: null,
    });

  it('shows nothing of a plan that changes nothing', () => {
    expect(draw(EMPTY_PLAN)).toEqual({
      ghosts: [],
      marks: [],
      loops: [],
      range: null,
      handles: [],
      draft: [],
      labels: [],
    });
  });

  it('leaves a ghost where a lookout stood, with a way to where it goes', () => {
    expect(draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, position: [118.4, 34.4] }] }).ghosts).toEqual([
      { position: [118.3, 34.3], rangeMeters: 800, outline: null, movedTo: [118.4, 34.4] },
    ]);
    expect(draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, removed: true }] }).ghosts).toEqual([
      { position: [118.3, 34.3], rangeMeters: 800, outline: null, movedTo: null },
    ]);
    // Other hours change no shape.
    expect(draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, dutyEndMinute: 600 }] }).ghosts).toEqual([]);
  });

  it('gives the selected post a ring to drag, due east at its range', () => {
    const { range, handles, labels } = draw(definition, { kind: 'post', id: 'p' });
    expect(range).toEqual({ position: [118.33, 34.3], rangeMeters: 300, outline: null });
    expect(handles).toEqual([east(300, [118.33, 34.3])]);
    expect(labels.map(({ text }) => text)).toEqual(['300 m', '环']);
    expect(draw({ ...definition, lookouts: [{ lookoutId: 1, removed: true }] }, LOOKOUT).range).toBeNull();
  });

  it('draws what a post sees as it is: a sector with its two dots, drawn ground with none', () => {
    const range = { detectionRangeMeters: 800, shape: SECTOR };
    const { ghosts, ...sector } = draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, shape: SECTOR }] }, LOOKOUT);
    // The ring that it saw stays behind.
    expect(ghosts).toEqual([{ position: lookout.position, rangeMeters: 800, outline: null, movedTo: null }]);
    expect(sector.range?.outline).toEqual(outlineOf(lookout.position, range));
    expect(sector.handles).toEqual(listRangeHandles(lookout.position, range).map(({ position }) => position));
    expect(sector.labels).toEqual([{ position: sector.handles[0], text: '800 m' }]);

    const ground = draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, shape: GROUND }] }, LOOKOUT);
    expect(ground.range?.outline).toEqual(GROUND.geometry.coordinates[0]);
    expect([ground.handles, ground.labels]).toEqual([[], []]);
  });
});
