import { MAX_GRID_CELLS, countCells } from '@liaowang/shared/analysis/hotspots/zones/cell-frame';
import { findCellMeters } from '@liaowang/shared/analysis/hotspots/zones/size-refused';
import type { ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { DEFAULT_METHODS, FINDING_KINDS, type FindingMethod, type MethodsByKind } from './finding-method.ts';

/** A band must reach the next cells, and a kernel some of them. */
const BAND_CELLS = 2.4;
const BANDWIDTH_CELLS = 4;
const ROUND_METERS = 50;

const roundUp = (meters: number): number => Math.ceil(meters / ROUND_METERS) * ROUND_METERS;

/** The methods as they begin in a jurisdiction: cells that would be too many there are replaced by the smallest round ones that are not, and what is measured in cells grows with them. */
export function fitMethods(study: ZoneStudy): MethodsByKind {
  const fitted = FINDING_KINDS.map((kind): [string, FindingMethod] => {
    const method = DEFAULT_METHODS[kind];
    if (!('cellMeters' in method)) return [kind, method];
    const shape = 'shape' in method ? method.shape : 'square';
    const cellMeters = findCellMeters(method.cellMeters, (each) => countCells(study, shape, each) <= MAX_GRID_CELLS);
    const reach = {
      ...('bandMeters' in method && { bandMeters: Math.max(method.bandMeters, roundUp(BAND_CELLS * cellMeters)) }),
      ...('bandwidthMeters' in method && {
        bandwidthMeters: Math.max(method.bandwidthMeters, roundUp(BANDWIDTH_CELLS * cellMeters)),
      }),
    };
    return [kind, { ...method, cellMeters, ...(cellMeters > method.cellMeters && reach) } as FindingMethod];
  });
  return Object.fromEntries(fitted) as MethodsByKind;
}
