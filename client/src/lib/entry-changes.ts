/** Who a field is taken from, where two have changed an entry. */
export type Side = 'mine' | 'theirs';

/** Drafts hold texts, numbers and shapes only: equal in JSON is equal. */
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const fieldsOf = <D extends object>(draft: D): Array<keyof D> => Object.keys(draft) as Array<keyof D>;

/** What of a draft is other than it was. */
export function listChanges<D extends object>(was: D, is: D): Partial<D> {
  return Object.fromEntries(
    fieldsOf(is)
      .filter((field) => !isSame(was[field], is[field]))
      .map((field) => [field, is[field]]),
  ) as Partial<D>;
}

/** The fields in which mine and theirs differ, and which of them goes without saying: who has not touched a field since `base` gives way. */
export function listConflicts<D extends object>(base: D, mine: D, theirs: D): Map<keyof D, Side> {
  return new Map(
    fieldsOf(mine)
      .filter((field) => !isSame(mine[field], theirs[field]))
      .map((field) => [field, isSame(mine[field], base[field]) ? 'theirs' : 'mine']),
  );
}

/** A draft with each field from whom it was chosen. */
export function mergeEntry<D extends object>(mine: D, theirs: D, sides: ReadonlyMap<keyof D, Side>): D {
  return Object.fromEntries(
    fieldsOf(mine).map((field) => [field, sides.get(field) === 'theirs' ? theirs[field] : mine[field]]),
  ) as D;
}
