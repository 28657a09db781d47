import { computeCoverage, prepareArea, type AreaCoverageResult, type PreparedArea } from '@liaowang/shared/analysis/coverage-gaps';
import { createLocalProjection } from '@liaowang/shared/analysis/local-projection';
import type { CoverageTask } from './analysis.tasks.ts';

/** The areas prepared last: a thread serves one city, whose areas seldom change. */
let prepared: { key: string; areas: PreparedArea[] } | null = null;

export type CoverageAnswer = { ok: true; areas: AreaCoverageResult[]; computeMs: number } | { ok: false; reason: 'areas-unknown' };

/** Runs a {@link CoverageTask}; refuses with `areas-unknown` when this thread has not been given the areas yet. */
export function runCoverage(task: CoverageTask): CoverageAnswer {
  if (prepared?.key !== task.areasKey) {
    if (!task.areas) return { ok: false, reason: 'areas-unknown' };
    const projection = createLocalProjection(...task.center);
    const areas = task.areas.map((area) => {
      const preparation = prepareArea(area, projection);
      if (!preparation.ok) throw new Error(`Area ${area.id} cannot be computed with: ${preparation.reason} at ${String(preparation.at)}`);
      return preparation.area;
    });
    prepared = { key: task.areasKey, areas };
  }
  const startedMs = performance.now();
  const areas = computeCoverage({ areas: prepared.areas, disks: task.disks }, { withGeometry: task.withGeometry });
  return { ok: true, areas, computeMs: performance.now() - startedMs };
}
