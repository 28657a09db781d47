import { afterAll, describe, expect, it } from 'vitest';
import { MAX_GRID_CELLS, countCells } from '@liaowang/shared/analysis/hotspots/zones/cell-frame';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { DEFAULT_METHODS } from '../../../../client/src/features/zones/finding-method.ts';
import { fitMethods } from '../../../../client/src/features/zones/fit-methods.ts';
import { useMethodStore } from '../../../../client/src/features/zones/method.store.ts';

const box = (half: number) => ({
  center: [118, 34] as LngLat,
  boundary: {
    type: 'Polygon' as const,
    coordinates: [
      (
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
          [-1, -1],
        ] as const
      ).map(([x, y]): LngLat => [118 + half * x, 34 + half * y]),
    ],
  },
});

afterAll(() => useMethodStore.setState(useMethodStore.getInitialState()));

describe('methods that fit a jurisdiction', () => {
  it('are the defaults in a small one', () => expect(fitMethods(box(0.1))).toEqual(DEFAULT_METHODS));

  it('have cells as fine as they may be in a large one', () => {
    const study = box(0.5);
    const { density, counts } = fitMethods(study);
    expect(density.cellMeters).toBeGreaterThan(DEFAULT_METHODS.density.cellMeters);
    expect(countCells(study, 'square', density.cellMeters)).toBeLessThanOrEqual(MAX_GRID_CELLS);
    expect(countCells(study, 'square', density.cellMeters * 0.6)).toBeGreaterThan(MAX_GRID_CELLS);
    expect(counts).toEqual(DEFAULT_METHODS.counts);
  });

  it('are what the city begins with, and begin anew where another is looked at', () => {
    const { adopt, fit } = useMethodStore.getState();
    const [large, larger] = [fitMethods(box(0.5)), fitMethods(box(1))];
    fit(large);
    expect(useMethodStore.getState()).toMatchObject({ methods: large, beginnings: large });
    // As the link without a method does.
    adopt(useMethodStore.getState().beginnings.density);
    fit(larger);
    expect(useMethodStore.getState().methods).toEqual(larger);
    useMethodStore.setState(useMethodStore.getInitialState());
  });

  it('leave alone what somebody has set', () => {
    const { adopt, fit } = useMethodStore.getState();
    adopt({ ...DEFAULT_METHODS.density, heldShare: 0.3 });
    fit(fitMethods(box(0.5)));
    expect(useMethodStore.getState().methods.density).toEqual({ ...DEFAULT_METHODS.density, heldShare: 0.3 });
  });
});
