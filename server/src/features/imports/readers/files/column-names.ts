import { cutText } from '@liaowang/shared/analysis/imports/read-row';

const MAX_NAME = 180;
/** Columns that are kept of a file. */
export const MAX_COLUMNS = 500;

/** What no text column and no JSON of PostgreSQL can hold, taken out: NULs and halves of characters. */
export function cleanText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '');
}

/** Names by which columns can be told apart: trimmed, numbered where empty or the same, at most 500. */
export function nameColumns(header: readonly string[]): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  for (const [i, raw] of header.slice(0, MAX_COLUMNS).entries()) {
    const base = cutText(cleanText(raw).trim(), MAX_NAME) || `#${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    names.push(name);
  }
  return names;
}
