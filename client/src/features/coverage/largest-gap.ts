import type { AreaCoverage, CoverageFigures } from '@liaowang/shared/schemas/coverage';
import { goToGround } from '../../map/go-to.ts';

/** Id of a key area in `AreaCoverage.areaId`, or null for the jurisdiction and the branches. */
export function keyAreaIdOf({ areaId }: AreaCoverage): number | null {
  const id = /^key-area:(\d+)$/.exec(areaId)?.[1];
  return id === undefined ? null : Number(id);
}

/** An area with what nobody observes of it. */
export type GapArea = AreaCoverage & { largestGap: NonNullable<AreaCoverage['largestGap']> };

/** Whether a gap of the area is as large as the settings ask for. */
export const hasGap = (area: AreaCoverage): area is GapArea => area.largestGap !== null;

/** The key area with most unobserved ground, its pieces taken together; null when all key areas are seen. */
export function findLargestGap(figures: CoverageFigures): GapArea | null {
  const open = figures.areas.filter(hasGap).filter((area) => keyAreaIdOf(area) !== null);
  return open.reduce<GapArea | null>(
    (most, area) =>
      most === null || area.largestGap.areaSquareMeters > most.largestGap.areaSquareMeters ? area : most,
    null,
  );
}

/** Shows what nobody observes of a key area, and selects the area. */
export function goToGap(area: GapArea): void {
  const id = keyAreaIdOf(area);
  goToGround(area.largestGap.bounds, id === null ? null : { kind: 'key-area', id });
}
