import type { AreaGeometry, LngLat } from '../../schemas/geometry.ts';
import { WHOLE_DISK, type WatchShape } from '../../schemas/watch-shape.ts';
import type { ObservedGround } from './coverage-gaps.ts';
import { drawSeenShape } from './seen-shape.ts';

/** Gathers observers one by one. */
export interface ObservedCollector {
  /** How many see anything so far. */
  readonly count: number;
  /** One that sees what of its shape lies within a range; with a range of 0 or less it sees nothing and does not count. */
  add(position: LngLat, rangeMeters: number, shape?: WatchShape): void;
  collect(): ObservedGround;
}

export function collectObserved(): ObservedCollector {
  const lngs: number[] = [];
  const lats: number[] = [];
  const radii: number[] = [];
  const grounds: AreaGeometry[] = [];
  return {
    get count() {
      return radii.length + grounds.length;
    },
    add(position, rangeMeters, shape = WHOLE_DISK) {
      if (!(rangeMeters > 0)) return;
      const ground = drawSeenShape(position, shape, rangeMeters);
      if (ground !== null) {
        grounds.push(ground);
        return;
      }
      lngs.push(position[0]);
      lats.push(position[1]);
      radii.push(rangeMeters);
    },
    collect: () => ({
      lngs: Float64Array.from(lngs),
      lats: Float64Array.from(lats),
      radiusMeters: Float64Array.from(radii),
      grounds,
    }),
  };
}
