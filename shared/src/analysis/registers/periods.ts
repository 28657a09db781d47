/** What an entry of a register was, from an instant to another, milliseconds; null = since ever, or still. */
export interface Period<S> {
  fromMs: number | null;
  toMs: number | null;
  state: S;
}

const startOf = ({ fromMs }: { fromMs: number | null }): number => fromMs ?? Number.NEGATIVE_INFINITY;
const endOf = ({ toMs }: { toMs: number | null }): number => toMs ?? Number.POSITIVE_INFINITY;

/**
 * The periods of an entry after `patch` is known to hold from `fromMs` on (null: since ever): every period is kept up to
 * there, and changed in what the patch names from there on, so that what was written since of other things stays. A time
 * before the entry was there means since it was there; an entry that has ended begins again at `fromMs`, as `again` says.
 * `periods` are in order and do not overlap; the answer's are, too, and neighbours of one state are one.
 */
export function changePeriods<S extends object>(
  periods: readonly Period<S>[],
  patch: Partial<S>,
  fromMs: number | null,
  again: S,
): Period<S>[] {
  const sinceMs = fromMs ?? Number.NEGATIVE_INFINITY;
  const changed = periods.flatMap((period): Period<S>[] => {
    if (endOf(period) <= sinceMs) return [period];
    const state = { ...period.state, ...patch };
    if (startOf(period) >= sinceMs) return [{ ...period, state }];
    return [
      { ...period, toMs: fromMs },
      { fromMs, toMs: period.toMs, state },
    ];
  });
  const last = changed.at(-1);
  if (last && last.toMs === null) return joinSame(changed);
  return [
    ...changed,
    { fromMs: last ? Math.max(endOf(last), sinceMs) : fromMs, toMs: null, state: { ...again, ...patch } },
  ];
}

/** Neighbours that touch and are of one state, as one. */
function joinSame<S>(periods: readonly Period<S>[]): Period<S>[] {
  return periods.reduce<Period<S>[]>((joined, period) => {
    const before = joined.at(-1);
    const isSame =
      before !== undefined &&
      before.toMs === period.fromMs &&
      before.toMs !== null &&
      JSON.stringify(before.state) === JSON.stringify(period.state);
    return isSame ? [...joined.slice(0, -1), { ...before, toMs: period.toMs }] : [...joined, period];
  }, []);
}

/** The periods of an entry that is no more from `atMs` on. */
export function endPeriods<S>(periods: readonly Period<S>[], atMs: number): Period<S>[] {
  return periods.flatMap((period): Period<S>[] => {
    if (endOf(period) <= atMs) return [period];
    return startOf(period) < atMs ? [{ ...period, toMs: atMs }] : [];
  });
}

/** What an entry was at an instant; null = it was not there. */
export function stateAt<S>(periods: readonly Period<S>[], atMs: number): S | null {
  return periods.find((period) => startOf(period) <= atMs && atMs < endOf(period))?.state ?? null;
}
