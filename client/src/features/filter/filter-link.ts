import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';
import { formatDay, parseDay } from '../../lib/calendar-day.ts';
import { DEFAULT_FILTER, WINDOW_DAYS, normalizeChoice, type FilterChoice, type FilterWindow } from './filter-choice.ts';

const SOURCES = ['reported', 'found', 'any'] as const;

function formatWindow(window: FilterWindow): string {
  if (window.kind === 'days') return `${formatDay(window.fromDay)}.${formatDay(window.endDay)}`;
  return window.kind === 'all' ? 'all' : String(window.days);
}

function parseWindow(text: string): FilterWindow | null {
  if (text === 'all') return { kind: 'all' };
  const days = WINDOW_DAYS.find((known) => String(known) === text);
  if (days) return { kind: 'last', days };
  const [from = '', end = '', ...rest] = text.split('.');
  const fromDay = parseDay(from);
  const endDay = parseDay(end);
  return fromDay === null || endDay === null || fromDay >= endDay || rest.length > 0
    ? null
    : { kind: 'days', fromDay, endDay };
}

function parseHours(text: string): FilterChoice['hours'] {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(text);
  const [start, end] = [Number(match?.[1]), Number(match?.[2])];
  return match && start <= 23 && end >= 1 && end <= 24 ? { start, end } : null;
}

/** Values of a list; null where one is not known. */
function parseList<T extends string>(text: string, known: readonly T[]): T[] | null {
  const values = text.split(',').map((part) => known.find((value) => value === part));
  return values.every((value) => value !== undefined) ? values : null;
}

/** Our categories, and kinds of the city's own, which may be known to it only later; null where one is neither. */
function parseCategories(text: string): string[] | null {
  const ids = text.split(',');
  return ids.every((id) => INCIDENT_CATEGORIES.some((category) => category === id) || /^kind-[1-9]\d{0,8}$/u.test(id))
    ? ids
    : null;
}

/**
 * A choice as a link carries it: what differs from the default only, `w:28~h:22-6~d:67~c:theft,kind-12~s:high~o:any`.
 * Days of one's own are `w:2026-08-01.2026-09-01`, the end excluded. Null = the default.
 */
export function formatFilter(choice: FilterChoice): string | null {
  const { window, hours, weekdays, categories, severities, source } = normalizeChoice(choice);
  const parts: Array<[string, string | null | undefined]> = [
    ['w', formatWindow(window) === formatWindow(DEFAULT_FILTER.window) ? null : formatWindow(window)],
    ['h', hours && `${hours.start}-${hours.end}`],
    ['d', weekdays?.join('')],
    ['c', categories?.join()],
    ['s', severities?.join()],
    ['o', source === DEFAULT_FILTER.source ? null : source],
  ];
  const said = parts.filter(([, text]) => text).map(([name, text]) => `${name}:${text}`);
  return said.length > 0 ? said.join('~') : null;
}

/** What {@link formatFilter} wrote; null for anything else. */
export function parseFilter(text: string): FilterChoice | null {
  const choice = { ...DEFAULT_FILTER };
  const seen = new Set<string>();
  for (const part of text.split('~')) {
    const [name = '', value = '', ...rest] = part.split(':');
    if (rest.length > 0 || seen.has(name)) return null;
    seen.add(name);
    if (name === 'w') {
      const window = parseWindow(value);
      if (!window) return null;
      choice.window = window;
    } else if (name === 'h') choice.hours = parseHours(value);
    else if (name === 'd') choice.weekdays = /^[1-7]{1,7}$/.test(value) ? Array.from(value, Number) : null;
    else if (name === 'c') choice.categories = parseCategories(value);
    else if (name === 's') choice.severities = parseList(value, INCIDENT_SEVERITIES);
    else if (name === 'o') {
      const source = SOURCES.find((known) => known === value);
      if (!source) return null;
      choice.source = source;
    } else return null;
    if (
      (name === 'h' && !choice.hours) ||
      (name === 'd' && !choice.weekdays) ||
      (name === 'c' && !choice.categories) ||
      (name === 's' && !choice.severities)
    )
      return null;
  }
  return normalizeChoice(choice);
}
