import { createHash } from 'node:crypto';
import { pinyin } from 'pinyin-pro';
import type { LocalizedName } from '@liaowang/shared/schemas/text';

const MAX_LENGTH = 40;
const HASH_LENGTH = 6;

function toSlug(text: string): string {
  const latin = pinyin(text, { toneType: 'none', nonZh: 'consecutive', type: 'array', v: true }).join(' ');
  const plain = latin.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '');
}

/** An id that nobody else has; a taken one is told apart by the name in full, so that it stays the same whatever else comes. */
function makeUnique(slug: string, fullName: string, taken: ReadonlySet<string>): string {
  const plain = slug || 'basemap';
  if (!taken.has(plain)) return plain;
  for (let n = 0; ; n++) {
    const hash = createHash('sha256').update(`${fullName}${n}`).digest('hex').slice(0, HASH_LENGTH);
    const id = `${plain.slice(0, MAX_LENGTH - HASH_LENGTH - 1).replace(/-+$/, '')}-${hash}`;
    if (!taken.has(id)) return id;
  }
}

/** Id of a basemap by its English name, or its Chinese one in Pinyin. */
export function makeIdOfName({ zh, en }: LocalizedName, taken: ReadonlySet<string>): string {
  return makeUnique(toSlug(en) || toSlug(zh), `${en}|${zh}`, taken);
}

/** Id of a file that is offered by itself. */
export function makeIdOfFile(fileName: string, taken: ReadonlySet<string>): string {
  return makeUnique(toSlug(fileName.replace(/\.pmtiles$/, '')), fileName, taken);
}
