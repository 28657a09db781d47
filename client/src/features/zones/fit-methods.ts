import { MAX_GRID_CELLS, countCells } from '@liaowang/shared/analysis/hotspots/cell-frame';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zone-study';
import { DEFAULT_METHODS, FINDING_KINDS, type MethodsByKind } from './finding-method.ts';

/** Round sizes that a larger jurisdiction is offered. */
const CELL_STEPS_METERS = [50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1_000, 1_500, 2_000, 5_000] as const;

/** The methods as they begin in a jurisdiction: cells that would be too many there are replaced by the smallest that are not. */
export function fitMethods(study: ZoneStudy): MethodsByKind {
  const fitted = FINDING_KINDS.map((kind) => {
    const method = DEFAULT_METHODS[kind];
    if (!('cellMeters' in method)) return [kind, method];
    const shape = 'shape' in method ? method.shape : 'square';
    const fits = (cellMeters: number): boolean => countCells(study, shape, cellMeters) <= MAX_GRID_CELLS;
    const cellMeters = fits(method.cellMeters) ? method.cellMeters : (CELL_STEPS_METERS.find((step) => step > method.cellMeters && fits(step)) ?? method.cellMeters);
    return [kind, { ...method, cellMeters }];
  });
  return Object.fromEntries(fitted) as MethodsByKind;
}
