import { REVISIT_BYTES, type RevisitSurface } from '../../schemas/revisit.ts';
import type { LngLat } from '../../schemas/geometry.ts';
import { createLocalProjection } from '../geometry/local-projection.ts';
import type { RevisitGrid } from './revisit-grid.ts';

type Scale = RevisitSurface['scale'];

const MINUTE_SECONDS = 60;
/** A scale narrower than this would make a drama of nothing. */
const LEAST_SPAN_SECONDS = 600;
const LEAST_SPAN_VISITS = 10;

/** Times from a minute to the longest there can be, logarithmic: between 2 and 4 min lies as much as between 6 and 12 h. */
export function createTimeScale(longestSeconds: number): Scale {
  return {
    kind: 'logarithmic',
    low: MINUTE_SECONDS,
    high: Math.max(LEAST_SPAN_SECONDS, longestSeconds),
    unit: 'seconds',
  };
}

/** Counts from 1 to the largest there is, logarithmic. */
export function createVisitScale(visits: Uint32Array): Scale {
  let most = LEAST_SPAN_VISITS;
  for (let cell = 0; cell < visits.length; cell++) if (visits[cell]! > most) most = visits[cell]!;
  return { kind: 'logarithmic', low: 1, high: most, unit: 'visits' };
}

/**
 * One byte for each cell of the frame, northernmost row first: `outside` (also where `isShown` says no), `never` where
 * `valueAt` is NaN, else its place on the scale between `lowest` and `highest`.
 */
export function encodeSurface(
  { rows, columns, runOfRow, runStarts, runEnds, runCells }: RevisitGrid,
  { kind, low, high }: Scale,
  valueAt: (cell: number) => number,
  isShown: (cell: number) => boolean = () => true,
): Uint8Array {
  const { outside, lowest, highest, never } = REVISIT_BYTES;
  const bytes = new Uint8Array(rows * columns).fill(outside);
  const steps = highest - lowest;
  const logLow = Math.log(low);
  const logSpan = Math.log(high) - logLow;
  for (let row = 0; row < rows; row++) {
    const rowOffset = (rows - 1 - row) * columns;
    for (let run = runOfRow[row]!; run < runOfRow[row + 1]!; run++) {
      const cellOffset = runCells[run]! - runStarts[run]!;
      for (let column = runStarts[run]!; column < runEnds[run]!; column++) {
        if (!isShown(cellOffset + column)) continue;
        const value = valueAt(cellOffset + column);
        if (Number.isNaN(value)) {
          bytes[rowOffset + column] = never;
          continue;
        }
        const share =
          kind === 'logarithmic' ? (Math.log(Math.max(value, low)) - logLow) / logSpan : (value - low) / (high - low);
        bytes[rowOffset + column] = lowest + Math.round(steps * Math.min(1, Math.max(0, share)));
      }
    }
  }
  return bytes;
}

/** Corners of the frame: north-west, north-east, south-east, south-west. */
export function findCorners({ center, originX, originY, columns, rows, cellMeters }: RevisitGrid): LngLat[] {
  const projection = createLocalProjection(...center);
  const east = originX + columns * cellMeters;
  const north = originY + rows * cellMeters;
  return [
    projection.inverse(originX, north),
    projection.inverse(east, north),
    projection.inverse(east, originY),
    projection.inverse(originX, originY),
  ];
}
