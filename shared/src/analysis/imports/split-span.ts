/**
 * What stands between two moments in one cell. A hyphen is one only with blanks around it, or between two clocks as people
 * write them: dates have their own, and behind seconds or a T stands how far a clock is behind UTC.
 */
const BETWEEN =
  /\s*(?:至|到|~|～|—+|–|-{2,})\s*|\s+(?:to|-)\s+|(?<=[\s日]\d{1,2}[:：]\d{2})-(?=\d{1,2}[:：]\d{2}\s*$)/iu;
/** Whether the later moment has a day of its own. */
const HAS_DAY = /[-/.年月日]|\d{6}/u;
const MAX_LENGTH = 100;

/** A cell that says from when to when, e.g. 2024-05-01 22:00至2024-05-02 06:00 or 2024-05-01 22:00-23:30. */
export interface Span {
  from: string;
  /** '' where only a time is said. */
  dateTo: string;
  timeTo: string;
}

/** Parts a cell that holds two moments; null for one that does not. */
export function splitSpan(cell: string): Span | null {
  if (cell.length > MAX_LENGTH) return null;
  const parts = cell.trim().split(BETWEEN);
  const [from, to] = parts;
  if (parts.length !== 2 || !/\d/u.test(from!) || !/\d/u.test(to!)) return null;
  return { from: from!, ...(HAS_DAY.test(to!) ? { dateTo: to!, timeTo: '' } : { dateTo: '', timeTo: to! }) };
}
