const FNV_PRIME = 16_777_619;
const FNV_OFFSET = 2_166_136_261;

/** 32 bits of a text: FNV-1a over its UTF-16 units (Fowler, Noll & Vo), begun at `seed`. Not for secrets. */
export function hashText(text: string, seed = FNV_OFFSET): number {
  let hash = seed >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash >>> 0;
}

const SECOND_SEED = 0x9e37_79b9;
const LOW_BITS = 2 ** 21;

/** 53 bits of a text as a number that is exact: among five million different texts two are alike once in 700 such lots. */
export function hashLongText(text: string): number {
  return hashText(text) * LOW_BITS + (hashText(text, SECOND_SEED) >>> 11);
}
