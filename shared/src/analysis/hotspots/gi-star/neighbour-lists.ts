import { squareClosedBand } from './distance-band.ts';
import type { NeighbourLists } from './gi-star.ts';

/**
 * Neighbours of every place: those at most bandMeters away (closed), itself included. For hexes, households or any
 * other places in a plane, metres; the lists take four bytes a pair, so large square grids are for
 * sumGridNeighbours. Throws RangeError if a place is not finite or the band is not finite or negative.
 */
export function findNeighboursWithin(xs: Float64Array, ys: Float64Array, bandMeters: number): NeighbourLists {
  const limit = squareClosedBand(bandMeters);
  const n = xs.length;
  const buckets = sortIntoBuckets(xs, ys, Math.sqrt(limit));
  const starts = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) starts[i + 1] = starts[i]! + visitNeighbours(xs, ys, i, limit, buckets, null, 0);
  const members = new Int32Array(starts[n]!);
  for (let i = 0; i < n; i++) visitNeighbours(xs, ys, i, limit, buckets, members, starts[i]!);
  return { starts, members };
}

interface Buckets {
  /** Places bucket by bucket, row by row. */
  readonly order: Int32Array;
  readonly bucketStarts: Int32Array;
  readonly sideMeters: number;
  readonly reachMeters: number;
  readonly minX: number;
  readonly minY: number;
  readonly columns: number;
  readonly rows: number;
}

function sortIntoBuckets(xs: Float64Array, ys: Float64Array, reachMeters: number): Buckets {
  const n = xs.length;
  let [minX, minY, maxX, maxY] = n === 0 ? [0, 0, 0, 0] : [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(xs[i]!) || !Number.isFinite(ys[i]!)) throw new RangeError('places must be finite');
    minX = Math.min(minX, xs[i]!);
    minY = Math.min(minY, ys[i]!);
    maxX = Math.max(maxX, xs[i]!);
    maxY = Math.max(maxY, ys[i]!);
  }
  const width = maxX - minX;
  const height = maxY - minY;
  // At least as large as would give each place a bucket: a short band over wide land must not make millions of them.
  const sideMeters =
    Math.max(reachMeters, Math.sqrt((width * height) / Math.max(1, n)), Math.max(width, height) / Math.max(1, n)) || 1;
  const columns = Math.floor(width / sideMeters) + 1;
  const rows = Math.floor(height / sideMeters) + 1;
  const bucketOf = (i: number): number =>
    Math.floor((ys[i]! - minY) / sideMeters) * columns + Math.floor((xs[i]! - minX) / sideMeters);
  const bucketStarts = new Int32Array(columns * rows + 1);
  for (let i = 0; i < n; i++) bucketStarts[bucketOf(i) + 1]!++;
  for (let bucket = 1; bucket < bucketStarts.length; bucket++) bucketStarts[bucket]! += bucketStarts[bucket - 1]!;
  const nextFree = bucketStarts.slice();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[nextFree[bucketOf(i)]!++] = i;
  return { order, bucketStarts, sideMeters, reachMeters, minX, minY, columns, rows };
}

/** Counts the neighbours of a place, and writes them from `at` on if there are members to write to. */
function visitNeighbours(
  xs: Float64Array,
  ys: Float64Array,
  i: number,
  limit: number,
  buckets: Buckets,
  members: Int32Array | null,
  at: number,
): number {
  const { order, bucketStarts, sideMeters, reachMeters, columns, rows } = buckets;
  const left = xs[i]! - buckets.minX;
  const bottom = ys[i]! - buckets.minY;
  const firstColumn = Math.max(0, Math.floor((left - reachMeters) / sideMeters));
  const lastColumn = Math.min(columns - 1, Math.floor((left + reachMeters) / sideMeters));
  const lastRow = Math.min(rows - 1, Math.floor((bottom + reachMeters) / sideMeters));
  let found = 0;
  for (let row = Math.max(0, Math.floor((bottom - reachMeters) / sideMeters)); row <= lastRow; row++) {
    // The places of a row of buckets are neighbours in memory.
    const end = bucketStarts[row * columns + lastColumn + 1]!;
    for (let k = bucketStarts[row * columns + firstColumn]!; k < end; k++) {
      const j = order[k]!;
      const dx = xs[j]! - xs[i]!;
      const dy = ys[j]! - ys[i]!;
      if (dx * dx + dy * dy > limit) continue;
      if (members !== null) members[at + found] = j;
      found++;
    }
  }
  return found;
}
