import { describe, expect, it } from 'vitest';
import type { ObservedGround } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { createWhatIfTask, type WhatIfGround } from '../../../../client/src/features/plans/what-if.ts';

const CENTER: [number, number] = [118.35, 34.37];
/** A square of about 1,840 m by 2,220 m. */
const square: Array<[number, number]> = [
  [118.34, 34.36],
  [118.36, 34.36],
  [118.36, 34.38],
  [118.34, 34.38],
  [118.34, 34.36],
];
const ground: WhatIfGround = {
  center: CENTER,
  areas: [
    { id: 'key-area:1', geometry: { type: 'Polygon', coordinates: [square] } },
    {
      id: 'key-area:2',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [118.34, 34.36],
            [118.36, 34.38],
            [118.36, 34.36],
            [118.34, 34.38],
            [118.34, 34.36],
          ],
        ],
      },
    },
  ],
  demand: { lngs: [118.35, 118.341], lats: [34.37, 34.361], incidentWeights: [3, 1], households: [10, 30] },
};
const disks = (...centres: Array<[number, number, number]>): ObservedGround => ({
  lngs: Float64Array.from(centres, ([lng]) => lng),
  lats: Float64Array.from(centres, ([, lat]) => lat),
  radiusMeters: Float64Array.from(centres, ([, , radius]) => radius),
  grounds: [],
});
const NOBODY = disks();
const MIDDLE = disks([...CENTER, 300]);

describe('the task’s answers', () => {
  it('are figures before and after, of ground and of demand', () => {
    const { before, after } = createWhatIfTask()({ ground, before: NOBODY, after: MIDDLE });
    // The second area crosses itself: it is left out rather than guessed at.
    expect(before.map(({ areaId }) => areaId)).toEqual(['key-area:1']);
    expect(before[0]).toMatchObject({
      observedSquareMeters: 0,
      incidentWeight: 4,
      observedIncidentWeight: 0,
      households: 40,
      observedHouseholds: 0,
    });
    expect(after[0]!.observedSquareMeters).toBeCloseTo(Math.PI * 300 ** 2, -1);
    expect(after[0]).toMatchObject({ observedIncidentWeight: 3, observedHouseholds: 10 });
  });

  it('are worked out anew for others who observe now and for other ground, and only then', () => {
    const task = createWhatIfTask();
    const first = task({ ground, before: MIDDLE, after: NOBODY });
    expect(first.before[0]!.observedSquareMeters).toBeCloseTo(Math.PI * 300 ** 2, -1);
    expect(task({ ground, before: MIDDLE, after: MIDDLE }).before).toBe(first.before);
    expect(task({ ground, before: NOBODY, after: MIDDLE }).before).toMatchObject([{ observedSquareMeters: 0 }]);
    expect(task({ ground: { ...ground, demand: null }, before: NOBODY, after: MIDDLE }).before).toMatchObject([
      { incidentWeight: 0 },
    ]);
  });
});
