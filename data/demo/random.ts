/** A seeded stream of pseudo-random draws; the same seed gives the same draws on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Uniform whole number in [0, count). */
  integer(count: number): number;
  /** Normal with mean 0 and standard deviation 1 (Box–Muller). */
  normal(): number;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
  /** Poisson with the given mean (Knuth's product method: meant for means below about 50). */
  poisson(mean: number): number;
  /** One of the items; throws RangeError when there are none. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, by weight; throws RangeError when there are none. */
  pickWeighted<T>(items: readonly T[], weightOf: (item: T) => number): T;
  chance(probability: number): boolean;
}

/**
 * A stream of its own for each (seed, label): what one part of the city draws never shifts what another part gets.
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand).
 */
export function createRandom(seed: number, label: string): Random {
  let a = seed | 0;
  let b = (Math.floor(seed / 2 ** 32) ^ 0x9e3779b9) | 0;
  let c = hashLabel(label);
  let counter = 1;

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }
  // The first draws of close seeds are alike: twelve rounds mix them (the number the author recommends).
  for (let round = 0; round < 12; round++) next();

  function pickWeighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    if (items.length === 0) throw new RangeError('Nothing to pick from');
    let rest = next() * items.reduce((sum, item) => sum + weightOf(item), 0);
    for (const item of items) {
      rest -= weightOf(item);
      if (rest < 0) return item;
    }
    // Rounding may leave a crumb.
    return items[items.length - 1]!;
  }

  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (count) => Math.floor(next() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson(mean) {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
    pick(items) {
      if (items.length === 0) throw new RangeError('Nothing to pick from');
      return items[Math.floor(next() * items.length)]!;
    },
    pickWeighted,
    chance: (probability) => next() < probability,
  };
}

/** FNV-1a, 32 bits. */
function hashLabel(label: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash | 0;
}
