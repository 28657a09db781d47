import { parseInstant } from '@liaowang/shared/analysis/time/instant';

/** Windows that are chosen by name, hours long, counted back from the hour that runs; of that one, what has passed. */
export const WINDOW_PRESET_HOURS = { '24h': 24, '7d': 7 * 24, '28d': 28 * 24, '8w': 56 * 24 } as const;
export type WindowPreset = keyof typeof WINDOW_PRESET_HOURS;
export const WINDOW_PRESETS = Object.keys(WINDOW_PRESET_HOURS) as WindowPreset[];

/** A stretch of time, half-open, epoch milliseconds. */
export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

export type WindowChoice = WindowPreset | TimeSpan;
/** Null = nothing to compare with; `before` = the window of the same length before. */
export type CompareChoice = 'before' | TimeSpan | null;

export const DEFAULT_WINDOW: WindowChoice = '7d';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The server keeps to the same bound. */
export const MAX_WINDOW_DAYS = 400;

/** Up to the minute that runs: a window never ends in the future, and changes once a minute while it grows. */
function endNow({ fromMs, toMs }: TimeSpan, nowMs: number): TimeSpan {
  const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  // One that has just begun has a minute, so that it can be asked for.
  return { fromMs, toMs: Math.min(toMs, Math.max(minuteMs, fromMs + MINUTE_MS)) };
}

function findPresetSpan(preset: WindowPreset, nowMs: number): TimeSpan {
  const hourEndMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS + HOUR_MS;
  return { fromMs: hourEndMs - WINDOW_PRESET_HOURS[preset] * HOUR_MS, toMs: hourEndMs };
}

/** The stretch that a choice means at `nowMs`: it ends then, or before. Presets begin with an hour. */
export function resolveWindow(choice: WindowChoice, nowMs: number): TimeSpan {
  return endNow(typeof choice === 'object' ? choice : findPresetSpan(choice, nowMs), nowMs);
}

/**
 * The stretch to compare a window with at `nowMs`; null = none. Before a preset it is the same times of day, as many hours
 * earlier, so that like is compared with like; before a chosen stretch, one as long.
 */
export function resolveComparison(compare: CompareChoice, window: WindowChoice, nowMs: number): TimeSpan | null {
  if (compare === null) return null;
  if (compare !== 'before') return endNow(compare, nowMs);
  const { fromMs, toMs } = resolveWindow(window, nowMs);
  const shiftMs = typeof window === 'object' ? toMs - fromMs : WINDOW_PRESET_HOURS[window] * HOUR_MS;
  return { fromMs: fromMs - shiftMs, toMs: toMs - shiftMs };
}

export type SpanProblem = 'unreadable' | 'empty' | 'too-long' | 'in-the-future';

/** Why a stretch cannot be asked for; null when it can. */
export function findSpanProblem({ fromMs, toMs }: TimeSpan, nowMs: number): SpanProblem | null {
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return 'unreadable';
  if (fromMs >= toMs) return 'empty';
  if (toMs - fromMs > MAX_WINDOW_DAYS * 24 * HOUR_MS) return 'too-long';
  return fromMs >= nowMs ? 'in-the-future' : null;
}

/** `20261123T0800Z`: an instant to the minute, as addresses carry it without escaping. */
function formatMinute(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
}

function parseMinute(text: string): number | null {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const timeMs = year === undefined ? Number.NaN : parseInstant(`${year}-${month}-${day}T${hour}:${minute}Z`);
  return Number.isNaN(timeMs) ? null : timeMs;
}

/** `20261123T0800Z-20261124T0800Z`. */
function formatSpan({ fromMs, toMs }: TimeSpan): string {
  return `${formatMinute(fromMs)}-${formatMinute(toMs)}`;
}

function parseSpan(text: string): TimeSpan | null {
  const [from, to] = text.split('-').map(parseMinute);
  return from !== null &&
    from !== undefined &&
    to !== null &&
    to !== undefined &&
    from < to &&
    to - from <= MAX_WINDOW_DAYS * 24 * HOUR_MS
    ? { fromMs: from, toMs: to }
    : null;
}

/** A window as the address carries it. */
export function formatWindow(choice: WindowChoice): string {
  return typeof choice === 'object' ? formatSpan(choice) : choice;
}

/** Null for what is no window. */
export function parseWindow(text: string | null): WindowChoice | null {
  return text === null ? null : (WINDOW_PRESETS.find((preset) => preset === text) ?? parseSpan(text));
}

/** A comparison as the address carries it; null = none, which is left out. */
export function formatCompare(compare: CompareChoice): string | null {
  return typeof compare === 'object' && compare !== null ? formatSpan(compare) : compare;
}

/** Null for what is no comparison. */
export function parseCompare(text: string | null): CompareChoice {
  return text === null ? null : text === 'before' ? 'before' : parseSpan(text);
}
