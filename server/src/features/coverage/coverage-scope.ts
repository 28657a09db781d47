import type { CoverageFigures, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import { belongsTo, isKeyArea, type CoveredArea } from './coverage-areas.ts';
import { shareOfKeyAreas, type CoverageMoment } from './coverage.service.ts';
import { rankGaps, type OpenGap } from './rank-gaps.ts';

/** The figures as an account of a branch may see them (null: all): its own areas, and no sum over others'. */
export function figuresFor(figures: CoverageFigures, scopeBranchId: number | null): CoverageFigures {
  if (scopeBranchId === null) return figures;
  const areas = figures.areas.filter((area) => belongsTo(area, scopeBranchId));
  return { ...figures, areas, keyAreaShare: shareOfKeyAreas(areas), keyAreaShareHourAgo: null };
}

/**
 * The gaps as an account of a branch may see them (null: all): of its own areas, with its own patrols; of one `area` only
 * where one is named. Lookouts are public to all.
 */
export function gapsFor(
  { atMs, gaps, observers }: CoverageMoment,
  scopeBranchId: number | null,
  area: CoveredArea | null = null,
): TrackedGaps {
  const isIn = (gap: OpenGap): boolean =>
    area === null || (isKeyArea(area.areaId) ? gap.areaId === area.areaId : belongsTo(gap, area.branchId));
  return rankGaps({
    gaps: gaps.filter((gap) => belongsTo(gap, scopeBranchId) && isIn(gap)),
    lookoutsOnDuty: observers.lookoutsOnDuty,
    patrols: observers.freePatrols.filter((patrol) => belongsTo(patrol, scopeBranchId)),
    atMs,
  });
}
