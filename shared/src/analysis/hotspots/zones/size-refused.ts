/** A setting that cannot be computed with, and what it may be instead: `works` is a value of that setting which can. */
export class SizeRefused extends RangeError {
  readonly works: { readonly parameter: 'cellMeters' | 'stepDays'; readonly value: number };

  constructor(message: string, works: SizeRefused['works']) {
    super(`${message}: ${works.parameter} ${works.value} works`);
    this.works = works;
  }
}

/** What was found; or that it cannot be computed with these settings, and where one is known, a setting that can. */
export type FoundOrRefused<Found> =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'refused'; readonly offer: SizeRefused['works'] | null; readonly reason: string };

/** What `compute` finds, its RangeError being a refusal of the settings. Throws whatever else it throws. */
export function findOrRefuse<Found>(compute: () => Found): FoundOrRefused<Found> {
  try {
    return { kind: 'found', found: compute() };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'refused', offer: error instanceof SizeRefused ? error.works : null, reason: error.message };
  }
}

/** Round sizes that are offered, metres. */
const CELL_STEPS_METERS = [
  25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000,
] as const;

/** The smallest round cell size from `atLeastMeters` on that fits; the largest there is where none does. */
export function findCellMeters(atLeastMeters: number, fits: (cellMeters: number) => boolean): number {
  return CELL_STEPS_METERS.find((step) => step >= atLeastMeters && fits(step)) ?? CELL_STEPS_METERS.at(-1)!;
}

/** The largest round cell size below `cellMeters` that fits; the smallest there is where none does. */
export function findSmallerCellMeters(cellMeters: number, fits: (cellMeters: number) => boolean): number {
  return CELL_STEPS_METERS.findLast((step) => step < cellMeters && fits(step)) ?? CELL_STEPS_METERS[0];
}
