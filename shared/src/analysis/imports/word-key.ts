/** What tells one word of a file from another: case, full or half width and doubled spaces do not (Unicode NFKC). */
export function toWordKey(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
