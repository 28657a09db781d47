import { sumNeighbours, type NeighbourSums } from '../gi-star/gi-star.ts';
import { sumGridNeighbours } from '../gi-star/grid-neighbourhood.ts';
import { findNeighboursWithin } from '../gi-star/neighbour-lists.ts';
import type { ZoneGrid } from './zone-grid.ts';

/** Sums values, one a place, over the places whose centres are at most a band away (closed), each itself included. */
export type BandSums = (values: Float64Array) => NeighbourSums;

/**
 * Prepares the neighbourhoods of some counted cells, ascending, among themselves: lists of neighbours where few cells have
 * any, else running sums along the rows of the grid, whatever is less work. Throws RangeError if the band is not finite and
 * not negative.
 */
export function prepareBandSums(grid: ZoneGrid, places: Int32Array, bandMeters: number): BandSums {
  if (countPairs(grid, places.length, bandMeters) < countRowSteps(grid, bandMeters)) {
    const pick = (from: Float64Array): Float64Array => Float64Array.from(places, (place) => from[place]!);
    const lists = findNeighboursWithin(pick(grid.xs), pick(grid.ys), bandMeters);
    return (values) => sumNeighbours(values, lists);
  }
  const mask = new Uint8Array(grid.columns * grid.rows);
  for (const place of places) mask[grid.cells[place]!] = 1;
  return (values) => {
    const valuesOfGrid = new Float64Array(mask.length);
    places.forEach((place, i) => (valuesOfGrid[grid.cells[place]!] = values[i]!));
    const { counts, sums } = sumGridNeighbours(grid, valuesOfGrid, mask, bandMeters);
    return { counts, sums };
  };
}

/** Pairs of neighbours that so many places can make at most. */
function countPairs({ cellMeters, cellSquareMeters }: ZoneGrid, places: number, bandMeters: number): number {
  return places * Math.min(places, 1 + (Math.PI * (bandMeters + cellMeters) ** 2) / cellSquareMeters);
}

/** Rows that a neighbourhood crosses, for each cell of the frame. */
function countRowSteps({ columns, rows, rowStep, unitY }: ZoneGrid, bandMeters: number): number {
  return columns * rows * Math.min(rows, 1 + (2 * bandMeters) / (rowStep * unitY));
}
