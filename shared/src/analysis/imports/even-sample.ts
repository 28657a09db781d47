/** Keeps at most `most` of what it is given, evenly picked whatever the number turns out to be. */
export interface EvenSample<T> {
  add(item: T): void;
  readonly items: readonly T[];
}

/** Keeps every n-th, and doubles n when it is full. */
export function createEvenSample<T>(most: number): EvenSample<T> {
  let items: T[] = [];
  let every = 1;
  let seen = 0;
  return {
    add(item) {
      if (seen++ % every !== 0) return;
      items.push(item);
      if (items.length <= most) return;
      items = items.filter((_, i) => i % 2 === 0);
      every *= 2;
    },
    get items() {
      return items;
    },
  };
}
