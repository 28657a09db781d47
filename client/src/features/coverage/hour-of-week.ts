import type { HourOfWeek } from '@liaowang/shared/schemas/coverage';

export const HOURS_PER_DAY = 24;
export const DAYS_PER_WEEK = 7;

export const HOUR_MEASURES = ['share', 'incidentShare'] as const;
export type HourMeasure = (typeof HOUR_MEASURES)[number];

type Cell = HourOfWeek['cells'][number];

/** Below so many recorded hours a matrix is a first sketch: two weeks would be 336. */
export const FEW_HOURS = 168;

/** Value of a cell by the measure, 0–1; null = nothing recorded, or no such demand. */
export function valueOf(cell: Cell, measure: HourMeasure): number | null {
  return measure === 'share' ? cell.meanShare : cell.meanIncidentShare;
}

export interface HourSummary {
  /** Cell numbers 0–167, Monday 00:00 first. */
  best: number;
  worst: number;
  low: number;
  high: number;
}

/** The extremes of a matrix, the earliest of equals; null when no cell has a value. */
export function summarizeHours({ cells }: Pick<HourOfWeek, 'cells'>, measure: HourMeasure): HourSummary | null {
  let summary: HourSummary | null = null;
  cells.forEach((cell, at) => {
    const value = valueOf(cell, measure);
    if (value === null) return;
    summary ??= { best: at, worst: at, low: value, high: value };
    if (value < summary.low) summary = { ...summary, worst: at, low: value };
    if (value > summary.high) summary = { ...summary, best: at, high: value };
  });
  return summary;
}

/** Hours with a record, over all cells. */
export function countRecordedHours({ cells }: Pick<HourOfWeek, 'cells'>): number {
  return cells.reduce((sum, { hours }) => sum + hours, 0);
}

/** Weekday 1–7 (Monday first) and hour 0–23 of a cell. */
export function placeOfCell(cell: number): { weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7; hour: number } {
  return { weekday: (Math.floor(cell / HOURS_PER_DAY) + 1) as 1, hour: cell % HOURS_PER_DAY };
}

/** The cell reached by an arrow key from `cell`; the edges hold. */
export function stepCell(cell: number, key: string): number {
  const { weekday, hour } = placeOfCell(cell);
  if (key === 'ArrowLeft') return hour > 0 ? cell - 1 : cell;
  if (key === 'ArrowRight') return hour < HOURS_PER_DAY - 1 ? cell + 1 : cell;
  if (key === 'ArrowUp') return weekday > 1 ? cell - HOURS_PER_DAY : cell;
  if (key === 'ArrowDown') return weekday < DAYS_PER_WEEK ? cell + HOURS_PER_DAY : cell;
  return cell;
}
