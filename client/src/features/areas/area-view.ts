import { BRANCHES_SET_ID } from '@liaowang/shared/schemas/area-set';

/** Columns that a table of areas can be sorted by. */
export const AREA_COLUMNS = ['name', 'count', 'before', 'year', 'week', 'rate'] as const;
export type AreaColumn = (typeof AREA_COLUMNS)[number];

/** What the map's colours stand for. */
export const AREA_MEASURES = ['count', 'rate', 'before', 'year'] as const;
export type AreaMeasure = (typeof AREA_MEASURES)[number];

/** What of the tab a link reproduces. */
export interface AreaView {
  setId: string;
  sort: { column: AreaColumn; descending: boolean };
  measure: AreaMeasure;
  areaId: number | null;
}

export const DEFAULT_AREA_VIEW: AreaView = {
  setId: BRANCHES_SET_ID,
  sort: { column: 'count', descending: true },
  measure: 'count',
  areaId: null,
};

/** As a link carries it: what differs from the default only, `s:12~o:name~m:rate~a:31` (`o:-name` falls). Null = the default. */
export function formatAreaView({ setId, sort, measure, areaId }: AreaView): string | null {
  const order = `${sort.descending ? '-' : ''}${sort.column}`;
  const parts: Array<[string, string | null]> = [
    ['s', setId === DEFAULT_AREA_VIEW.setId ? null : setId],
    ['o', order === '-count' ? null : order],
    ['m', measure === DEFAULT_AREA_VIEW.measure ? null : measure],
    ['a', areaId === null ? null : String(areaId)],
  ];
  const said = parts.filter(([, text]) => text !== null).map(([name, text]) => `${name}:${text}`);
  return said.length > 0 ? said.join('~') : null;
}

/** The reverse of {@link formatAreaView}; what cannot be understood is left at its default. */
export function parseAreaView(text: string | null): AreaView {
  const said = new Map((text ?? '').split('~').map((part) => part.split(':', 2) as [string, string | undefined]));
  const set = said.get('s');
  const order = said.get('o') ?? '';
  const column = AREA_COLUMNS.find((known) => known === order.replace('-', ''));
  const area = said.get('a');
  return {
    setId: set !== undefined && /^[1-9]\d{0,9}$/.test(set) ? set : DEFAULT_AREA_VIEW.setId,
    sort: column ? { column, descending: order.startsWith('-') } : DEFAULT_AREA_VIEW.sort,
    measure: AREA_MEASURES.find((known) => known === said.get('m')) ?? DEFAULT_AREA_VIEW.measure,
    areaId: area !== undefined && /^[1-9]\d{0,9}$/.test(area) ? Number(area) : null,
  };
}
