import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { listPlannedLookouts, type StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { findHandle, isInArea } from '../../../../client/src/features/plans/plan-handles.ts';
import { drawPlan, findRangeHandle } from '../../../../client/src/features/plans/plan-shapes.ts';
import type { PlanPart } from '../../../../client/src/features/plans/plan-edits.ts';

/** At 4 m a pixel: 14 pixels of slack around a post are 56 m, 7 around a ring 28 m. */
const METERS_PER_PIXEL = 4;
const lookout: StandingLookout = {
  lookoutId: 1,
  position: [118.3, 34.3],
  detectionRangeMeters: 800,
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
  findRangeHandle([lng, lat], meters);
const find = (place: [number, number], selected: PlanPart | null = null, plan = definition) =>
  findHandle(place, METERS_PER_PIXEL, { definition: plan, planned: listPlannedLookouts(plan, [lookout]), selected });
const LOOKOUT = { kind: 'lookout', id: 1 } as const;

describe('findHandle', () => {
  it('takes a lookout or a post within a thumb of its middle', () => {
    expect(find(east(50))).toEqual({ part: LOOKOUT, what: 'centre' });
    expect(find(east(60))).toBeNull();
    expect(find([118.33, 34.3])).toEqual({ part: { kind: 'post', id: 'p' }, what: 'centre' });
  });

  it('takes the ring of what is selected only: rings overlap everywhere', () => {
    expect(find(east(810))).toBeNull();
    expect(find(east(810), LOOKOUT)).toEqual({ part: LOOKOUT, what: 'range' });
    expect(find([118.3, 34.3 + 790 / 111_195], LOOKOUT)).toEqual({ part: LOOKOUT, what: 'range' });
    expect(find(east(840), LOOKOUT)).toBeNull();
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
      { position: [118.3, 34.3], rangeMeters: 800, movedTo: [118.4, 34.4] },
    ]);
    expect(draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, removed: true }] }).ghosts).toEqual([
      { position: [118.3, 34.3], rangeMeters: 800, movedTo: null },
    ]);
    // Other hours change no shape.
    expect(draw({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 1, dutyEndMinute: 600 }] }).ghosts).toEqual([]);
  });

  it('gives the selected post a ring to drag, due east at its range', () => {
    const { range, handles, labels } = draw(definition, { kind: 'post', id: 'p' });
    expect(range).toEqual({ position: [118.33, 34.3], rangeMeters: 300 });
    expect(handles).toEqual([findRangeHandle([118.33, 34.3], 300)]);
    expect(labels.map(({ text }) => text)).toEqual(['300 m', '环']);
    expect(draw({ ...definition, lookouts: [{ lookoutId: 1, removed: true }] }, LOOKOUT).range).toBeNull();
  });
});

it('a place is in an area unless it is in a hole of it', () => {
  const box = (low: number, high: number): Array<[number, number]> => [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
    [low, low],
  ];
  const area = { type: 'MultiPolygon' as const, coordinates: [[box(0, 10), box(4, 6)], [box(20, 21)]] };
  expect(
    [
      [1, 1],
      [5, 5],
      [20.5, 20.5],
      [15, 15],
    ].map((place) => isInArea(place as [number, number], area)),
  ).toEqual([true, false, true, false]);
});
