import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { CoverageNow, CoverageWindow, GapFeature } from '@liaowang/shared/schemas/coverage';
import { callApi } from '../../lib/call-api.ts';
import { writeCsv } from '../../lib/csv.ts';
import { formatIsoLocal } from '../../lib/iso-time.ts';
import type { Table } from '../../lib/table.ts';
import { writeXlsx } from '../../lib/xlsx.ts';
import { buildAboutTable, buildAreasTable, buildGapsTable, buildHoursTable, type TableNames } from './export-tables.ts';
import type { TimeSpan } from './window-choice.ts';

export const EXPORTS = [
  'areas-xlsx',
  'areas-csv',
  'gaps-geojson',
  'gaps-csv',
  'hours-xlsx',
  'hours-csv',
  'map-png',
] as const;
export type ExportId = (typeof EXPORTS)[number];

/** What an export is of. */
export interface ExportScope {
  /** The area that somebody chose; null = nobody did, and shapes are of all. */
  chosenId: string | null;
  /** That area, or the first the account sees: lists and the week are of it. */
  areaId: string;
  window: TimeSpan;
  comparison: TimeSpan | null;
  weeks: number;
  city: string;
  isDemo: boolean;
  names: TableNames;
}

const toCsv = (table: Table): Blob => new Blob([writeCsv(table)], { type: 'text/csv;charset=utf-8' });

const fetchWindow = ({ fromMs, toMs }: TimeSpan): Promise<CoverageWindow> =>
  callApi('GET /coverage/window', {
    query: { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
  });

async function fetchAreas({
  window,
  comparison,
  names,
  city,
  isDemo,
}: ExportScope): Promise<{ areas: Table; about: Table }> {
  const [figures, windowed, compared] = await Promise.all([
    callApi('GET /coverage/figures'),
    fetchWindow(window),
    comparison && fetchWindow(comparison),
  ]);
  return {
    areas: buildAreasTable(names, { figures, window: windowed, comparison: compared }),
    about: buildAboutTable(names, {
      city,
      isDemo,
      computedAt: figures.computedAt,
      window: windowed,
      comparison: compared,
    }),
  };
}

async function fetchGaps({ areaId, names }: ExportScope): Promise<Table> {
  const [{ areas }, { gaps, total, computedAt }] = await Promise.all([
    callApi('GET /coverage/figures'),
    // Filtered by the server: it lists only so many, and those of one area are rarely more.
    callApi('GET /coverage/gaps', { query: { areaId } }),
  ]);
  return buildGapsTable(names, { gaps, total, computedAt, areas });
}

async function fetchHours({ areaId, weeks, names }: ExportScope): Promise<Table> {
  const [{ areas }, hours] = await Promise.all([
    callApi('GET /coverage/figures'),
    callApi('GET /coverage/hour-of-week', { query: { areaId, weeks } }),
  ]);
  const area = areas.find((each) => each.areaId === hours.areaId);
  return buildHoursTable(names, hours, area ? names.localName(area.name) : hours.areaId);
}

/** Gaps as GeoJSON whose properties are flat, as desktop GIS want them. */
export function toGapCollection(
  { features, figures }: Pick<CoverageNow, 'features' | 'figures'>,
  { timeZone, localName }: Pick<TableNames, 'timeZone' | 'localName'>,
): object {
  const time = (instant: string): string => formatIsoLocal(parseInstant(instant), timeZone);
  const toFeature = ({ geometry, properties: { areaId, name, areaSquareMeters, gapId, openedAt } }: GapFeature) => ({
    type: 'Feature',
    geometry,
    properties: {
      areaId,
      name: localName(name),
      areaSquareMeters,
      gapId: gapId ?? null,
      openedAt: openedAt === undefined ? null : time(openedAt),
      computedAt: time(figures.computedAt),
    },
  });
  return { type: 'FeatureCollection', features: features.map(toFeature) };
}

/** Fetches what an export needs and writes its file. @throws ApiError when the server refuses or is away */
export async function createExport(id: Exclude<ExportId, 'map-png'>, scope: ExportScope): Promise<Blob> {
  switch (id) {
    case 'areas-xlsx': {
      const { areas, about } = await fetchAreas(scope);
      return writeXlsx([areas, about]);
    }
    case 'areas-csv':
      return toCsv((await fetchAreas(scope)).areas);
    case 'gaps-csv':
      return toCsv(await fetchGaps(scope));
    case 'hours-xlsx':
      return writeXlsx([await fetchHours(scope)]);
    case 'hours-csv':
      return toCsv(await fetchHours(scope));
    case 'gaps-geojson': {
      const now = await callApi('GET /coverage/now', { query: { areaId: scope.chosenId } });
      return new Blob([JSON.stringify(toGapCollection(now, scope.names))], { type: 'application/geo+json' });
    }
  }
}
