import type { CoverageFigures, TrackedGaps } from '@liaowang/shared/schemas/coverage';
import { belongsTo } from './coverage-areas.ts';
import { shareOfKeyAreas, type CoverageMoment } from './coverage.service.ts';
import { rankGaps } from './rank-gaps.ts';

/** The figures as an account of a branch may see them (null: all): its own areas, and no sum over others'. */
export function figuresFor(figures: CoverageFigures, scopeBranchId: number | null): CoverageFigures {
  if (scopeBranchId === null) return figures;
  const areas = figures.areas.filter((area) => belongsTo(area, scopeBranchId));
  return { ...figures, areas, keyAreaShare: shareOfKeyAreas(areas), keyAreaShareHourAgo: null };
}

/** The gaps as an account of a branch may see them (null: all): of its own areas, with its own patrols. Lookouts are public to all. */
export function gapsFor({ atMs, gaps, observers }: CoverageMoment, scopeBranchId: number | null): TrackedGaps {
  return rankGaps({
    gaps: gaps.filter((gap) => belongsTo(gap, scopeBranchId)),
    lookoutsOnDuty: observers.lookoutsOnDuty,
    patrols: observers.freePatrols.filter((patrol) => belongsTo(patrol, scopeBranchId)),
    atMs,
  });
}
