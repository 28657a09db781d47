import { describe, expect, it } from 'vitest';
import { findRepeatPlaces } from '@liaowang/shared/analysis/hotspots/zones/repeat-places';

describe('repeat places', () => {
  it('are places with several events, most events first, then the latest', () => {
    const events = {
      xs: [100, 0, 0, 300, 106, 900, 300, 0],
      ys: [100, 0, 8, 300, 108, 900, 300, 4],
      timesMs: [10, 50, 20, 5, 40, 60, 45, 30],
    };
    expect(findRepeatPlaces(events)).toEqual([
      { x: 0, y: 4, firstMs: 20, lastMs: 50, members: [1, 2, 7] },
      { x: 300, y: 300, firstMs: 5, lastMs: 45, members: [3, 6] },
      { x: 103, y: 104, firstMs: 10, lastMs: 40, members: [0, 4] },
    ]);
    expect(findRepeatPlaces(events, { reachMeters: 9.99 }).map(({ members }) => members)).toEqual([
      [1, 2, 7],
      [3, 6],
    ]);
  });

  it('leave out events without a place or a time', () => {
    const events = { xs: [0, 0, 0, Number.NaN], ys: [0, 0, 0, 0], timesMs: [1, Number.NaN, 3, 4] };
    expect(findRepeatPlaces(events)).toEqual([{ x: 0, y: 0, firstMs: 1, lastMs: 3, members: [0, 2] }]);
    expect(findRepeatPlaces({ xs: [], ys: [], timesMs: [] })).toEqual([]);
  });
});
