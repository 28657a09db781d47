import { appendPiece, NO_NEIGHBOUR, type BoundaryPieces } from './boundary-pieces.ts';

const FULL_TURN = 2 * Math.PI;
const SECTOR_COUNT = 32;
const SECTORS_PER_RADIAN = SECTOR_COUNT / FULL_TURN;
const ALL_SECTORS = -1;
/** Below this, sorting by insertion beats the sort of the engine. */
const INSERTION_SORT_LIMIT = 48;

/** The covered part of one circle, as angular intervals; made once and cleared for each circle. */
export class CoveredAngles {
  private count = 0;
  private starts = new Float64Array(64);
  private lengths = new Float64Array(64);
  private startNeighbours = new Int32Array(64);
  private endNeighbours = new Int32Array(64);
  /** One bit for each sector of the circle that a single interval covers. */
  private sectors = 0;

  clear(): void {
    this.count = 0;
    this.sectors = 0;
  }

  /**
   * Adds the interval that begins at an angle of [0, 2π) and runs counter-clockwise. Returns true once the circle is
   * seen to be covered all around, after which nothing more needs adding.
   */
  add(start: number, length: number, startNeighbour: number, endNeighbour: number): boolean {
    const firstSector = Math.ceil(start * SECTORS_PER_RADIAN);
    const sectorCount = Math.floor((start + length) * SECTORS_PER_RADIAN) - firstSector;
    if (sectorCount >= SECTOR_COUNT) this.sectors = ALL_SECTORS;
    else if (sectorCount > 0) {
      const bits = (1 << sectorCount) - 1;
      const turn = firstSector % SECTOR_COUNT;
      this.sectors |= turn === 0 ? bits : (bits << turn) | (bits >>> (SECTOR_COUNT - turn));
    }
    if (this.sectors === ALL_SECTORS) return true;

    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.lengths[this.count] = length;
    this.startNeighbours[this.count] = startNeighbour;
    this.endNeighbours[this.count] = endNeighbour;
    this.count++;
    return false;
  }

  /** Appends what no interval covers to the pieces of `owner`; the circle must not be known to be covered. */
  appendUncovered(pieces: BoundaryPieces, owner: number): void {
    const { starts, lengths, startNeighbours, endNeighbours, count } = this;
    if (count === 0) {
      appendPiece(pieces, owner, 0, FULL_TURN, NO_NEIGHBOUR, NO_NEIGHBOUR);
      return;
    }
    const order = this.findOrder();
    // The interval that runs farthest past the full turn covers the beginning of the circle.
    let reach = -Infinity;
    let reachedBy = 0;
    for (let k = 0; k < count; k++) {
      const end = starts[k]! + lengths[k]! - FULL_TURN;
      if (end > reach) {
        reach = end;
        reachedBy = k;
      }
    }
    for (const k of order) {
      const start = starts[k]!;
      if (start > reach) appendPiece(pieces, owner, reach, start, endNeighbours[reachedBy]!, startNeighbours[k]!);
      if (start + lengths[k]! > reach) {
        reach = start + lengths[k]!;
        reachedBy = k;
      }
    }
  }

  /** Numbers of the intervals by rising start. */
  private findOrder(): Int32Array {
    const { starts, count } = this;
    const order = new Int32Array(count);
    for (let k = 0; k < count; k++) order[k] = k;
    if (count > INSERTION_SORT_LIMIT) return order.sort((a, b) => starts[a]! - starts[b]!);
    for (let k = 1; k < count; k++) {
      const moving = order[k]!;
      let place = k;
      while (place > 0 && starts[order[place - 1]!]! > starts[moving]!) {
        order[place] = order[place - 1]!;
        place--;
      }
      order[place] = moving;
    }
    return order;
  }

  private grow(): void {
    const enlarge = <T extends Float64Array | Int32Array>(values: T, enlarged: T): T => {
      enlarged.set(values);
      return enlarged;
    };
    const size = 2 * this.starts.length;
    this.starts = enlarge(this.starts, new Float64Array(size));
    this.lengths = enlarge(this.lengths, new Float64Array(size));
    this.startNeighbours = enlarge(this.startNeighbours, new Int32Array(size));
    this.endNeighbours = enlarge(this.endNeighbours, new Int32Array(size));
  }
}
