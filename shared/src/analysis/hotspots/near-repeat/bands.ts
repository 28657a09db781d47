/** A half-open band [from, before): a value of `before` belongs to the next band. */
export interface Band {
  readonly from: number;
  /** Infinity for the open last band. */
  readonly before: number;
}

/**
 * The bands between breaks: 0, 7, 14, Infinity give [0, 7), [7, 14) and [14, ∞), in the unit of the breaks. Of whole
 * days, [0, 7) holds the differences 0 to 6: Ratcliffe's Near Repeat Calculator calls that band "0 to 7".
 *
 * Throws RangeError unless the breaks ascend from 0 and bound at least one band.
 */
export function createBands(breaks: readonly number[]): Band[] {
  if (breaks[0] !== 0 || !(breaks[1]! < Infinity)) throw new RangeError('Breaks must start with 0 and a finite break');
  return breaks.slice(1).map((before, i) => {
    if (!(before > breaks[i]!)) throw new RangeError('Breaks must ascend');
    return { from: breaks[i]!, before };
  });
}

/** The bands with an upper bound: all but an open last one. */
export function findFiniteBands(bands: readonly Band[]): Band[] {
  return bands.filter(({ before }) => before < Infinity);
}
