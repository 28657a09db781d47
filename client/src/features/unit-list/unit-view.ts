import { UNIT_KINDS, UNIT_STATES, type UnitKind, type UnitState } from '@liaowang/shared/schemas/unit';

/** Columns beside the name, in the order of the table. */
export const UNIT_COLUMNS = ['state', 'kind', 'branch', 'speed', 'battery', 'contact', 'distance'] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];
export type SortColumn = UnitColumn | 'name';

/** Of units that stand: below this no device tells a walk from the noise of its fixes. */
export const STANDING_BELOW_METERS_PER_SECOND = 0.5;
export const PACES = ['any', 'standing', 'moving'] as const;
export type Pace = (typeof PACES)[number];

/** Stands for units that belong to no branch; branches have positive ids. */
export const NO_BRANCH = 0;

/** What a list of units shows: who is in it, in which order, and what is said of each. Empty choices choose all. */
export interface UnitView {
  text: string;
  states: readonly UnitState[];
  kinds: readonly UnitKind[];
  /** Null = all. */
  branchId: number | null;
  pace: Pace;
  /** Only devices that told a charge of at most this; null = all. */
  batteryAtMostPercent: number | null;
  /** Only units that are at most so far from `here`; null = all. */
  withinMeters: number | null;
  /** From where distances are measured, `[lng, lat]`; null = from the middle of the map. */
  here: readonly [number, number] | null;
  sort: { column: SortColumn; descending: boolean };
  columns: readonly UnitColumn[];
}

export const WHOLE_LIST: UnitView = {
  text: '',
  states: [],
  kinds: [],
  branchId: null,
  pace: 'any',
  batteryAtMostPercent: null,
  withinMeters: null,
  here: null,
  sort: { column: 'name', descending: false },
  columns: ['state', 'speed', 'battery', 'contact', 'distance'],
};

/** How many conditions a view has beside its text. */
export function countConditions(view: UnitView): number {
  return [
    view.states.length > 0,
    view.kinds.length > 0,
    view.branchId !== null,
    view.pace !== 'any',
    view.batteryAtMostPercent !== null,
    view.withinMeters !== null,
  ].filter(Boolean).length;
}

const isOneOf =
  <T extends string>(all: readonly T[]) =>
  (text: string): text is T =>
    (all as readonly string[]).includes(text);

const readNumber = (text: string, min: number, max: number): number | null => {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) && value >= min && value <= max ? value : null;
};

function readPlace(text: string): UnitView['here'] {
  const [lng, lat, ...more] = text.split(',').map((part) => (part === '' ? NaN : Number(part)));
  return more.length === 0 && Math.abs(lng!) <= 180 && Math.abs(lat!) <= 90 ? [lng!, lat!] : null;
}

function readSort(text: string): UnitView['sort'] | null {
  const descending = text.startsWith('-');
  const column = descending ? text.slice(1) : text;
  return isOneOf<SortColumn>(['name', ...UNIT_COLUMNS])(column) ? { column, descending } : null;
}

/** Each part of a view as a link writes it; what cannot be understood is left at its default. */
const READERS: Record<string, (text: string) => Partial<UnitView>> = {
  state: (text) => ({ states: text.split(',').filter(isOneOf(UNIT_STATES)) }),
  kind: (text) => ({ kinds: text.split(',').filter(isOneOf(UNIT_KINDS)) }),
  branch: (text) => ({ branchId: /^\d{1,9}$/.test(text) ? Number(text) : null }),
  pace: (text) => (isOneOf(PACES)(text) ? { pace: text } : {}),
  battery: (text) => ({ batteryAtMostPercent: readNumber(text, 0, 100) }),
  within: (text) => ({ withinMeters: readNumber(text, 1, 1_000_000) }),
  here: (text) => ({ here: readPlace(text) }),
  sort: (text) => {
    const sort = readSort(text);
    return sort ? { sort } : {};
  },
  columns: (text) => ({ columns: UNIT_COLUMNS.filter((column) => text.split(',').includes(column)) }),
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A view in words for links: `state:lost,stale;sort:-battery`; what is at its default is left out, and `all` is the whole list. */
export function formatView(view: UnitView): string {
  const said: [string, string, keyof UnitView][] = [
    ['state', view.states.join(), 'states'],
    ['kind', view.kinds.join(), 'kinds'],
    ['branch', String(view.branchId), 'branchId'],
    ['pace', view.pace, 'pace'],
    ['battery', String(view.batteryAtMostPercent), 'batteryAtMostPercent'],
    ['within', String(view.withinMeters), 'withinMeters'],
    ['here', view.here?.map((degrees) => degrees.toFixed(5)).join() ?? '', 'here'],
    ['sort', `${view.sort.descending ? '-' : ''}${view.sort.column}`, 'sort'],
    ['columns', view.columns.join(), 'columns'],
    // The last, as it may hold any sign.
    ['q', encodeURIComponent(view.text), 'text'],
  ];
  const parts = said.flatMap(([name, text, key]) => (isSame(view[key], WHOLE_LIST[key]) ? [] : [`${name}:${text}`]));
  return parts.length === 0 ? 'all' : parts.join(';');
}

/** The view that is meant, of what {@link formatView} wrote and an address has decoded. */
export function parseView(decoded: string): UnitView {
  const [, parts = '', text = ''] = /^(.*?)(?:(?:^|;)q:(.*))?$/s.exec(decoded) ?? [];
  const view = { ...WHOLE_LIST, text };
  for (const part of parts.split(';')) {
    const at = part.indexOf(':');
    const name = part.slice(0, at);
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (read) Object.assign(view, read(part.slice(at + 1)));
  }
  return view;
}
