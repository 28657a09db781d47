import { sumNeighbours, type NeighbourSums } from '../gi-star/gi-star.ts';
import { sumGridNeighbours } from '../gi-star/grid-neighbourhood.ts';
import { findNeighboursWithin } from '../gi-star/neighbour-lists.ts';
import { SizeRefused, findCellMeters } from './size-refused.ts';
import type { ZoneGrid } from './zone-grid.ts';

/** Pairs of neighbouring hexagons are listed, four bytes each; squares are not. */
const MAX_LISTED_PAIRS = 60_000_000;

/** Pairs that hexagons in a band make, at most: a disk covers few more hexagons than it has room for. */
function countPairs(places: number, bandMeters: number, { cellMeters, cellSquareMeters }: Pick<ZoneGrid, 'cellMeters' | 'cellSquareMeters'>): number {
  return places * Math.min(places, 1 + (Math.PI * (bandMeters + cellMeters) ** 2) / cellSquareMeters);
}

/** A shorter band where that still reaches the next hexagons, else larger hexagons. */
function refuseBand(places: number, bandMeters: number, grid: ZoneGrid): SizeRefused {
  const message = `a band of ${bandMeters} m has too many hexagons of ${grid.cellMeters} m`;
  const longest = Math.floor((Math.sqrt(((MAX_LISTED_PAIRS / places - 1) * grid.cellSquareMeters) / Math.PI) - grid.cellMeters) / BAND_STEP_METERS) * BAND_STEP_METERS;
  if (longest >= 2 * grid.cellMeters) return new SizeRefused(message, { parameter: 'bandMeters', value: longest });
  const value = findCellMeters(grid.cellMeters, (cellMeters) => {
    const times = (cellMeters / grid.cellMeters) ** 2;
    // Hexagons along the boundary may be a few more than the area has room for.
    return countPairs((1.05 * places) / times, bandMeters, { cellMeters, cellSquareMeters: grid.cellSquareMeters * times }) <= MAX_LISTED_PAIRS;
  });
  return new SizeRefused(message, { parameter: 'cellMeters', value });
}

const BAND_STEP_METERS = 25;

/** Sums values, one a place, over the places whose centres are at most a band away (closed), each itself included. */
export type BandSums = (values: Float64Array) => NeighbourSums;

/**
 * Prepares the neighbourhoods of some counted cells, ascending, among themselves. Throws SizeRefused if there are too many
 * pairs of hexagons in the band, RangeError if the band is not finite and not negative.
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
  if (countPairs(places.length, bandMeters, grid) > MAX_LISTED_PAIRS) throw refuseBand(places.length, bandMeters, grid);
  const pick = (from: Float64Array): Float64Array => Float64Array.from(places, (place) => from[place]!);
  const lists = findNeighboursWithin(pick(grid.xs), pick(grid.ys), bandMeters);
  return (values) => sumNeighbours(values, lists);
}
