import type { LngLat } from '../../schemas/geometry.ts';
import type { FileRow, ReadIncident } from './read-row.ts';
import { hashLongText } from './text-hash.ts';

/** The same number is the same incident where the times agree to the minute … */
const SAME_TIME_MS = 60_000;
/** … or the places to some ten metres, within a month: what numbers a year's incidents begins anew in the next. */
const SAME_PLACE_DEGREES = 1e-4;
const SAME_PLACE_MS = 31 * 86_400_000;

/** How many rows like it the file has had with a row. */
interface RowCounts {
  /** Of the same time, place and cells. */
  nth: number;
  /** Of the same time, place and category, for comparing with incidents of which no cells are known. */
  nthOfCategory: number;
}

/** Tells rows of one file apart. */
export interface RowIdentities {
  /** Whether an earlier row is the same incident: by its number where time or place agree, or as a whole, every cell alike. The row is remembered. */
  isDuplicate(row: Pick<FileRow, 'cells' | 'place'>, incident: ReadIncident, place: LngLat): boolean;
  /** Counts a row that is no duplicate; `rowCells` as in {@link createRowCells}. */
  count(rowCells: readonly number[], incident: ReadIncident, place: LngLat): RowCounts;
}

/** Rows without a number may say the same twice and mean two incidents, when a counter of rows tells them apart: they are counted. */
export function createRowIdentities(): RowIdentities {
  const whole = new Set<number>();
  /** By number: time, longitude and latitude of each row, one after the other. */
  const numbered = new Map<string, number[]>();
  const counts = new Map<number, number>();
  const next = (text: string): number => {
    const key = hashLongText(text);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
  return {
    isDuplicate({ cells, place: own }, { externalId, atMs }, [lng, lat]) {
      if (externalId === null) {
        const key = hashLongText(`${own?.join(' ') ?? ''}\n${cells.join('\u0001')}`);
        if (whole.has(key)) return true;
        whole.add(key);
        return false;
      }
      const known = numbered.get(externalId);
      if (!known) {
        numbered.set(externalId, [atMs, lng, lat]);
        return false;
      }
      for (let i = 0; i < known.length; i += 3) {
        const apartMs = Math.abs(known[i]! - atMs);
        const isSamePlace =
          Math.abs(known[i + 1]! - lng) <= SAME_PLACE_DEGREES && Math.abs(known[i + 2]! - lat) <= SAME_PLACE_DEGREES;
        if (apartMs <= SAME_TIME_MS || (isSamePlace && apartMs <= SAME_PLACE_MS)) return true;
      }
      known.push(atMs, lng, lat);
      return false;
    },
    count(rowCells, { atMs, category }, place) {
      const where = `${atMs} ${place.join(' ')}`;
      return { nth: next(`${where} ${rowCells.join(',')}`), nthOfCategory: next(`${where} ${category}`) };
    },
  };
}
