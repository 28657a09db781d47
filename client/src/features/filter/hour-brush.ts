import type { FilterChoice } from './filter-choice.ts';

export const HOURS_PER_DAY = 24;
export const DAYS_PER_WEEK = 7;

/** Number of a weekday, 1 = Monday, by its row. */
export function toWeekday(row: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (row + 1) as 1;
}

/** What a rectangle between two cells (0 = Monday 00:00 … 167) of the week chooses. */
export function chooseRectangle(
  oneCell: number,
  otherCell: number,
): Required<Pick<FilterChoice, 'hours' | 'weekdays'>> {
  const [top, bottom] = [oneCell, otherCell].map((cell) => Math.floor(cell / HOURS_PER_DAY)).sort((a, b) => a - b) as [
    number,
    number,
  ];
  const [left, right] = [oneCell, otherCell].map((cell) => cell % HOURS_PER_DAY).sort((a, b) => a - b) as [
    number,
    number,
  ];
  return {
    hours: { start: left, end: right + 1 },
    weekdays: Array.from({ length: bottom - top + 1 }, (_, i) => top + i + 1),
  };
}

/** The list after a click on a value: toggled, added (shift or ctrl) or alone (alt); null = none is left out. */
export function chooseFromList<T>(
  chosen: readonly T[] | null,
  value: T,
  { altKey, shiftKey, ctrlKey, metaKey }: { altKey: boolean; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean },
): T[] | null {
  if (altKey) return [value];
  const others = (chosen ?? []).filter((other) => other !== value);
  const isAdded = shiftKey || ctrlKey || metaKey || !chosen?.includes(value);
  const next = isAdded ? [...others, value] : others;
  return next.length > 0 ? next : null;
}

/** The cell that an arrow key leads to; the edges hold. Null for other keys. */
export function stepHour(cell: number, key: string): number | null {
  const hour = cell % HOURS_PER_DAY;
  const day = Math.floor(cell / HOURS_PER_DAY);
  if (key === 'ArrowLeft') return day * HOURS_PER_DAY + Math.max(0, hour - 1);
  if (key === 'ArrowRight') return day * HOURS_PER_DAY + Math.min(HOURS_PER_DAY - 1, hour + 1);
  if (key === 'ArrowUp') return Math.max(0, day - 1) * HOURS_PER_DAY + hour;
  if (key === 'ArrowDown') return Math.min(DAYS_PER_WEEK - 1, day + 1) * HOURS_PER_DAY + hour;
  return null;
}
