import type { AreaCoverage, CoverageFigures } from '@liaowang/shared/schemas/coverage';

/** Id of a key area in `AreaCoverage.areaId`, or null for the jurisdiction and the branches. */
export function keyAreaIdOf({ areaId }: AreaCoverage): number | null {
  const id = /^key-area:(\d+)$/.exec(areaId)?.[1];
  return id === undefined ? null : Number(id);
}

/** The largest gap within any key area and the area it lies in; null when all key areas are seen. */
export function findLargestGap(figures: CoverageFigures): { area: AreaCoverage; areaSquareMeters: number; labelPoint: [number, number] } | null {
  let largest: ReturnType<typeof findLargestGap> = null;
  for (const area of figures.areas) {
    if (keyAreaIdOf(area) === null || area.largestGap === null) continue;
    if (largest === null || area.largestGap.areaSquareMeters > largest.areaSquareMeters) largest = { area, ...area.largestGap };
  }
  return largest;
}
