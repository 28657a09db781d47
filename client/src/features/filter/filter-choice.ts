import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';

/** Windows offered, counted back from today. */
export const WINDOW_DAYS = [28, 91, 182, 365] as const;

/** Local calendar days since 1970-01-01, `endDay` excluded. */
export interface DayRange {
  fromDay: number;
  endDay: number;
}

/** The last days up to and with today, all days on record, or days of one's own. */
export type FilterWindow =
  | { kind: 'last'; days: (typeof WINDOW_DAYS)[number] }
  | { kind: 'all' }
  | ({ kind: 'days' } & DayRange);

/** What somebody chose: a filter whose window may still move with the calendar. */
export interface FilterChoice extends Pick<
  IncidentFilter,
  'hours' | 'weekdays' | 'categories' | 'severities' | 'source'
> {
  window: FilterWindow;
}

export const DEFAULT_FILTER: FilterChoice = {
  window: { kind: 'last', days: 91 },
  hours: null,
  weekdays: null,
  categories: null,
  severities: null,
  source: 'reported',
};

const HOURS_PER_DAY = 24;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The chosen of `all` in their order; null when none or all are. */
function normalizeList<T>(all: readonly T[], chosen: readonly T[] | null): T[] | null {
  const kept = all.filter((value) => chosen?.includes(value));
  return kept.length === 0 || kept.length === all.length ? null : kept;
}

/** Ours in their order, then the city's own kinds by their number; null when none or all of ours are chosen. */
function normalizeCategories(chosen: readonly string[] | null): string[] | null {
  const ours = INCIDENT_CATEGORIES.filter((category) => chosen?.includes(category));
  const kinds = [...new Set(chosen?.filter((id) => !INCIDENT_CATEGORIES.some((category) => category === id)))];
  const numberOf = (id: string): number => Number(/\d+$/u.exec(id)?.[0] ?? 0);
  const kept = [...ours, ...kinds.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))];
  return kept.length === 0 || ours.length === INCIDENT_CATEGORIES.length ? null : kept;
}

/** The same choice in the one form it is kept in: lists in order, and null where nothing is left out. */
export function normalizeChoice({
  window,
  hours,
  weekdays,
  categories,
  severities,
  source,
}: FilterChoice): FilterChoice {
  const isWholeDay = hours === null || hours.start === hours.end || (hours.start === 0 && hours.end === HOURS_PER_DAY);
  return {
    window,
    hours: isWholeDay ? null : hours,
    weekdays: normalizeList<number>(WEEKDAYS, weekdays),
    categories: normalizeCategories(categories),
    severities: normalizeList(INCIDENT_SEVERITIES, severities),
    source,
  };
}

export interface RecordSpan {
  /** Today in the city. */
  today: number;
  /** Local days of the oldest and the newest incident; null = there are none. */
  firstDay: number | null;
  lastDay: number | null;
}

/** The days of a window. Where all incidents are older than the last days (an imported history), these are counted back from the newest. */
export function resolveWindow(window: FilterWindow, { today, firstDay, lastDay }: RecordSpan): DayRange {
  if (window.kind === 'days') return { fromDay: window.fromDay, endDay: window.endDay };
  if (window.kind === 'all') return { fromDay: firstDay ?? today, endDay: (lastDay ?? today) + 1 };
  const isHistory = lastDay !== null && lastDay <= today - window.days;
  const endDay = (isHistory ? lastDay : today) + 1;
  return { fromDay: endDay - window.days, endDay };
}

/** The filter that a choice means now: its window starts and ends at the city's midnights. `firstMs` and `lastMs` of the incidents; null = there are none. */
export function resolveFilter(
  { window, ...rest }: FilterChoice,
  nowMs: number,
  timeZone: string,
  firstMs: number | null,
  lastMs: number | null,
): IncidentFilter {
  const dayOf = (atMs: number | null): number | null => (atMs === null ? null : findLocalDay(atMs, timeZone));
  const { fromDay, endDay } = resolveWindow(window, {
    today: findLocalDay(nowMs, timeZone),
    firstDay: dayOf(firstMs),
    lastDay: dayOf(lastMs),
  });
  return { from: toInstant(fromDay, timeZone), to: toInstant(endDay, timeZone), ...rest };
}

function toInstant(day: number, timeZone: string): string {
  const startMs = findDayStart(day, timeZone);
  return new Date(startMs).toISOString();
}
