import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN, type PlanDefinition, type PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import type { StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { describeEdits } from '../../../../client/src/features/plans/describe-edits.ts';
import {
  addLoop,
  addPost,
  changesNothing,
  editLookout,
  editPost,
  findFreeId,
  isSameDefinition,
  resetPart,
  toLoopPath,
  toggleKind,
} from '../../../../client/src/features/plans/plan-edits.ts';

const standing: StandingLookout = {
  lookoutId: 4,
  position: [118.3, 34.3],
  detectionRangeMeters: 800,
  shape: { kind: 'disk' },
  dutyStartMinute: 420,
  dutyEndMinute: 1260,
};
const SECTOR = { kind: 'sector', bearingDegrees: 45, angleDegrees: 120 } as const;
const post: Omit<PlannedPost, 'id'> = {
  name: '岗',
  position: [118.4, 34.4],
  detectionRangeMeters: 500,
  dutyStartMinute: 0,
  dutyEndMinute: 1440,
};
const loop = {
  name: '环',
  kind: 'foot' as const,
  path: [
    [118.3, 34.3],
    [118.31, 34.3],
  ] as Array<[number, number]>,
  unitCount: 1,
  rangeMeters: 80,
};

describe('editing a lookout', () => {
  it('joins what is changed one after the other', () => {
    const plan = editLookout(editLookout(EMPTY_PLAN, standing, { position: [118.31, 34.3] }), standing, {
      detectionRangeMeters: 650,
    });
    expect(plan.lookouts).toEqual([{ lookoutId: 4, position: [118.31, 34.3], detectionRangeMeters: 650 }]);
  });

  it('names nothing that is as it stands, so that a lookout put back is no change', () => {
    const moved = editLookout(EMPTY_PLAN, standing, { position: [118.31, 34.3], dutyEndMinute: 1320 });
    expect(editLookout(moved, standing, { position: [118.3, 34.3] }).lookouts).toEqual([
      { lookoutId: 4, dutyEndMinute: 1320 },
    ]);
    expect(
      editLookout(editLookout(moved, standing, { position: [118.3, 34.3] }), standing, { dutyEndMinute: 1260 }),
    ).toEqual(EMPTY_PLAN);
    expect(editLookout(editLookout(EMPTY_PLAN, standing, { removed: true }), standing, { removed: false })).toEqual(
      EMPTY_PLAN,
    );
    // Nothing said of a lookout that is not in the plan: the very same plan, so that no step is made of it.
    expect(editLookout(EMPTY_PLAN, standing, { detectionRangeMeters: 800 })).toBe(EMPTY_PLAN);
  });

  it('keeps all that is named of one that does not stand', () => {
    const backup = {
      ...EMPTY_PLAN,
      lookouts: [
        {
          lookoutId: 4,
          position: [118.3, 34.3] as [number, number],
          detectionRangeMeters: 800,
          dutyStartMinute: 0,
          dutyEndMinute: 1440,
          removed: false,
        },
      ],
    };
    expect(editLookout(backup, { lookoutId: 4 }, { detectionRangeMeters: 900 }).lookouts).toEqual([
      { ...backup.lookouts[0], detectionRangeMeters: 900 },
    ]);
  });

  it('says the same in whatever order the fields come', () => {
    const drafted = editLookout(EMPTY_PLAN, standing, { position: [118.31, 34.3], dutyEndMinute: 1320 });
    const stored = {
      ...EMPTY_PLAN,
      lookouts: [{ lookoutId: 4, position: [118.31, 34.3] as [number, number], dutyEndMinute: 1320 }],
    };
    expect(JSON.stringify(drafted)).not.toBe(JSON.stringify(stored));
    expect(isSameDefinition(drafted, stored)).toBe(true);
    expect(
      isSameDefinition(drafted, { ...stored, posts: [], lookouts: [{ ...stored.lookouts[0]!, dutyEndMinute: 1321 }] }),
    ).toBe(false);
  });

  it('keeps the order of edits, and leaves others alone', () => {
    const other = { ...standing, lookoutId: 9 };
    const both = editLookout(editLookout(EMPTY_PLAN, standing, { removed: true }), other, { removed: true });
    expect(editLookout(both, standing, { removed: false, detectionRangeMeters: 100 }).lookouts).toEqual([
      { lookoutId: 4, detectionRangeMeters: 100 },
      { lookoutId: 9, removed: true },
    ]);
    expect(resetPart(both, { kind: 'lookout', id: 4 }).lookouts).toEqual([{ lookoutId: 9, removed: true }]);
  });
});

describe('what a post sees', () => {
  const ground: WatchShape = {
    kind: 'ground',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [118.3, 34.3],
          [118.305, 34.3],
          [118.305, 34.305],
          [118.3, 34.3],
        ],
      ],
    },
  };
  const eastEnd = (shape: WatchShape | undefined) =>
    shape?.kind === 'ground' ? shape.geometry.coordinates[0]![1]![0] : undefined;

  it('is named while it is another than stands, whatever the order of its fields', () => {
    const stands: StandingLookout = { ...standing, shape: SECTOR };
    const narrow: WatchShape = { ...SECTOR, angleDegrees: 60 };
    expect(editLookout(EMPTY_PLAN, stands, { shape: narrow }).lookouts).toEqual([{ lookoutId: 4, shape: narrow }]);
    const sameAgain: WatchShape = { angleDegrees: 120, bearingDegrees: 45, kind: 'sector' };
    expect(editLookout(EMPTY_PLAN, stands, { shape: sameAgain })).toBe(EMPTY_PLAN);
    // A sector that is all open is the disk.
    expect(editLookout(EMPTY_PLAN, standing, { shape: { ...SECTOR, angleDegrees: 360 } })).toBe(EMPTY_PLAN);
  });

  it('of a new post is named unless it is all around', () => {
    const plan = addPost(EMPTY_PLAN, post, 'p');
    const watching = editPost(plan, 'p', { shape: SECTOR });
    expect(watching.posts).toEqual([{ id: 'p', ...post, shape: SECTOR }]);
    expect(editPost(watching, 'p', { shape: { kind: 'disk' } })).toEqual(plan);
    expect(editPost(watching, 'p', { position: [118.5, 34.5] }).posts[0]!.shape).toEqual(SECTOR);
  });

  it('goes along where it is drawn ground, of a lookout that stands or comes back, and of a post', () => {
    const named = { ...EMPTY_PLAN, lookouts: [{ lookoutId: 4, shape: ground }] };
    const moved = editLookout(named, standing, { position: [118.31, 34.3] });
    expect(eastEnd(moved.lookouts[0]!.shape)).toBeCloseTo(118.315, 6);
    const movedOn = editLookout(moved, standing, { position: [118.32, 34.3] });
    expect(eastEnd(movedOn.lookouts[0]!.shape)).toBeCloseTo(118.325, 6);

    const back = { lookoutId: 4, position: [118.3, 34.3] as [number, number], shape: ground, removed: false };
    const backMoved = editLookout({ ...EMPTY_PLAN, lookouts: [back] }, { lookoutId: 4 }, { position: [118.31, 34.3] });
    expect(eastEnd(backMoved.lookouts[0]!.shape)).toBeCloseTo(118.315, 6);

    const posted = addPost(EMPTY_PLAN, { ...post, position: [118.3, 34.3], shape: ground }, 'p');
    expect(eastEnd(editPost(posted, 'p', { position: [118.31, 34.3] }).posts[0]!.shape)).toBeCloseTo(118.315, 6);
    expect(editPost(posted, 'p', { name: '北岗' }).posts[0]!.shape).toEqual(ground);
  });
});

describe('posts, loops and kinds', () => {
  it('get ids that are free, also after some are gone', () => {
    let plan: PlanDefinition = addPost(addLoop(addPost(EMPTY_PLAN, post), loop), post);
    expect(new Set([...plan.posts, ...plan.loops].map(({ id }) => id)).size).toBe(3);
    plan = resetPart(plan, { kind: 'post', id: plan.posts[0]!.id });
    expect([...plan.posts, ...plan.loops].map(({ id }) => id)).not.toContain(findFreeId(plan));
  });

  it('change alone', () => {
    const plan = addPost(addPost(EMPTY_PLAN, post), post);
    const changed = editPost(plan, plan.posts[1]!.id, { detectionRangeMeters: 120 });
    expect(changed.posts.map(({ detectionRangeMeters }) => detectionRangeMeters)).toEqual([500, 120]);
    expect(plan.posts[1]!.detectionRangeMeters).toBe(500);
    expect(toggleKind(toggleKind(plan, 'bus'), 'bus')).toEqual(plan);
  });
});

describe('toLoopPath', () => {
  it('drops the corner that a double click lays twice, and a last one that closes the loop', () => {
    const a: [number, number] = [118.3, 34.3];
    const b: [number, number] = [118.31, 34.3];
    const c: [number, number] = [118.31, 34.31];
    expect(toLoopPath([a, b, c, [118.310001, 34.310001]], 1)).toEqual([a, b, c]);
    expect(toLoopPath([a, b, c, a], 1)).toEqual([a, b, c]);
    expect(toLoopPath([a, a], 1)).toEqual([a]);
    expect(toLoopPath([a, b, a], 1)).toEqual([a, b]);
  });
});

it('a plan of another hour only changes nothing', () => {
  expect(changesNothing({ ...EMPTY_PLAN, atMinute: 60 })).toBe(true);
  expect(changesNothing(toggleKind(EMPTY_PLAN, 'foot'))).toBe(false);
  expect(isSameDefinition({ ...EMPTY_PLAN, lookouts: [] }, EMPTY_PLAN)).toBe(true);
  expect(isSameDefinition({ ...EMPTY_PLAN, atMinute: 60 }, EMPTY_PLAN)).toBe(false);
});

describe('describeEdits', () => {
  it('says what each part does, and nothing of edits that say what is so', () => {
    const definition: PlanDefinition = {
      lookouts: [
        {
          lookoutId: 4,
          position: [118.3, 34.309],
          detectionRangeMeters: 500,
          dutyStartMinute: 420,
          dutyEndMinute: 1320,
        },
        { lookoutId: 5, removed: true },
        { lookoutId: 6, removed: false },
        { lookoutId: 7, detectionRangeMeters: 800 },
      ],
      posts: [{ id: 'p', ...post }],
      loops: [{ id: 'l', ...loop }],
      withoutKinds: ['bus'],
      settings: null,
      atMinute: null,
    };
    const edits = describeEdits(definition, [standing, { ...standing, lookoutId: 5 }, { ...standing, lookoutId: 7 }]);
    expect(edits.map(({ key, name, facts }) => [key, name, facts.map(({ what }) => what)])).toEqual([
      ['lookout-4', null, ['moved', 'range', 'duty']],
      ['lookout-5', null, ['removed']],
      ['lookout-6', null, ['restored']],
      ['post-p', '岗', ['post']],
      ['loop-l', '环', ['loop']],
      ['units-bus', null, ['without']],
    ]);
    expect(edits[0]!.facts[0]).toEqual({ what: 'moved', distanceMeters: expect.closeTo(1000.8, 0) });
  });

  it('says what is seen that was not, and nothing of the same shape', () => {
    const factsOf = (shape: WatchShape, was: WatchShape = standing.shape) =>
      describeEdits({ ...EMPTY_PLAN, lookouts: [{ lookoutId: 4, shape }] }, [{ ...standing, shape: was }]).flatMap(
        ({ facts }) => facts,
      );
    expect(factsOf(SECTOR)).toEqual([{ what: 'shape', to: SECTOR }]);
    expect(factsOf({ ...SECTOR, angleDegrees: 360 }, SECTOR)).toEqual([{ what: 'shape', to: { kind: 'disk' } }]);
    expect(factsOf({ ...SECTOR }, SECTOR)).toEqual([]);
    const posts = [
      { id: 'p', ...post },
      { id: 'q', ...post, shape: SECTOR },
    ];
    expect(describeEdits({ ...EMPTY_PLAN, posts }, []).flatMap(({ facts }) => facts)).toEqual([
      { what: 'post', range: { detectionRangeMeters: 500, shape: { kind: 'disk' } } },
      { what: 'post', range: { detectionRangeMeters: 500, shape: SECTOR } },
    ]);
  });
});
