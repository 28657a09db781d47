import { sumNeighbours, type NeighbourSums } from '../gi-star/gi-star.ts';
import { sumGridNeighbours } from '../gi-star/grid-neighbourhood.ts';
import { findNeighboursWithin } from '../gi-star/neighbour-lists.ts';
import type { ZoneGrid } from './zone-grid.ts';

/** Pairs of neighbouring hexagons are listed, four bytes each; squares are not. */
const MAX_LISTED_PAIRS = 60_000_000;

/** Sums values, one a place, over the places whose centres are at most a band away (closed), each itself included. */
export type BandSums = (values: Float64Array) => NeighbourSums;

/**
 * Prepares the neighbourhoods of some counted cells, ascending, among themselves. Throws RangeError if there are too many
 * pairs of hexagons in the band, or the band is not finite and not negative.
 */
export function prepareBandSums(grid: ZoneGrid, places: Int32Array, bandMeters: number): BandSums {
  if (grid.shape === 'square') {
    const mask = new Uint8Array(grid.columns * grid.rows);
    for (const place of places) mask[grid.cells[place]!] = 1;
    return (values) => {
      const valuesOfGrid = new Float64Array(mask.length);
      places.forEach((place, i) => (valuesOfGrid[grid.cells[place]!] = values[i]!));
      const { counts, sums } = sumGridNeighbours(grid, valuesOfGrid, mask, bandMeters);
      return { counts, sums };
    };
  }
  // A disk covers few more hexagons than it has room for.
  const inBand = 1 + (Math.PI * (bandMeters + grid.cellMeters) ** 2) / grid.cellSquareMeters;
  if (places.length * Math.min(places.length, inBand) > MAX_LISTED_PAIRS) {
    throw new RangeError(`a band of ${bandMeters} m has too many hexagons of ${grid.cellMeters} m: choose a shorter band, larger hexagons or squares`);
  }
  const pick = (from: Float64Array): Float64Array => Float64Array.from(places, (place) => from[place]!);
  const lists = findNeighboursWithin(pick(grid.xs), pick(grid.ys), bandMeters);
  return (values) => sumNeighbours(values, lists);
}
