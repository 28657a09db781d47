import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import type { CountedAreas } from '../../../features/areas/areas.store.ts';
import { toFigures } from '../../../features/zones/zone-words.ts';
import type { Answer } from '../../../features/zones/zones.store.ts';
import { writeCsv } from '../../../lib/csv.ts';
import type { Table } from '../../../lib/table.ts';
import { writeXlsx } from '../../../lib/xlsx.ts';
import { buildAreasAbout, buildAreasTable, toAreaFeatures } from './area-tables.ts';
import { buildKnoxTable, buildNearRepeatAbout, buildPairsTable } from './near-repeat-tables.ts';
import {
  buildAboutTable,
  buildRecordsTable,
  buildZonesTable,
  type ExportScene,
  type ExportWords,
  type ZonesAnswer,
} from './export-tables.ts';

/** Files of the zones that were just found. */
export const ZONE_EXPORTS = ['zones-xlsx', 'zones-csv', 'zones-geojson'] as const;
/** Files of the Knox test. */
export const NEAR_REPEAT_EXPORTS = ['nearRepeat-xlsx', 'nearRepeat-csv', 'pairs-csv'] as const;
/** Files of the hotspot records. */
export const RECORD_EXPORTS = ['records-xlsx', 'records-csv', 'records-geojson'] as const;
/** Files of the table of areas. */
export const AREA_EXPORTS = ['areas-xlsx', 'areas-csv', 'areas-geojson'] as const;
export type ExportId =
  | (typeof ZONE_EXPORTS)[number]
  | (typeof AREA_EXPORTS)[number]
  | (typeof NEAR_REPEAT_EXPORTS)[number]
  | (typeof RECORD_EXPORTS)[number];

/** What an export is of. */
export interface ExportScope extends ExportScene {
  /** What was found last; null before. */
  answer: Answer | null;
  records: readonly HotspotRecord[];
  /** Null while nothing was counted by area. */
  areas: CountedAreas | null;
  /** The filter in words. */
  filter: string;
  words: ExportWords;
}

const toCsv = (table: Table): Blob => new Blob([writeCsv(table)], { type: 'text/csv;charset=utf-8' });
const toGeoJson = (features: readonly object[]): Blob =>
  new Blob([JSON.stringify({ type: 'FeatureCollection', features })], { type: 'application/geo+json' });

/** Zones as GeoJSON whose properties are flat, as desktop GIS want them. */
export function toZoneFeatures(
  { method, filter, found: { result } }: ZonesAnswer,
  placeName: ExportWords['placeName'],
): object[] {
  return result.zones.map((zone) => ({
    type: 'Feature',
    geometry: zone.geometry,
    properties: {
      rank: zone.rank,
      place: placeName(zone.labelPoint),
      incidentCount: zone.incidentCount,
      areaSquareMeters: Math.round(zone.areaSquareMeters),
      method: method.kind,
      ...toFigures(zone),
      from: filter.from,
      to: filter.to,
      source: filter.source,
    },
  }));
}

/** Records as GeoJSON: no names of staff. */
export function toRecordFeatures(records: readonly HotspotRecord[], recordName: ExportWords['recordName']): object[] {
  return records.map((record) => ({
    type: 'Feature',
    geometry: record.geometry,
    properties: {
      hotspotId: record.hotspotId,
      name: recordName(record),
      status: record.status,
      incidentCount: record.evidence.incidentCount,
      areaSquareMeters: Math.round(record.areaSquareMeters),
      method: record.evidence.method.kind,
      from: record.evidence.filter.from,
      to: record.evidence.filter.to,
      check: record.check?.state ?? null,
      nextReviewOn: record.nextReviewOn,
    },
  }));
}

/** Writes the file of an export. @throws Error for what was not looked for last */
export async function createExport(id: ExportId, scope: ExportScope): Promise<Blob> {
  const { answer, records, areas, words } = scope;
  if (id === 'records-xlsx') return writeXlsx([buildRecordsTable(words, records)]);
  if (id === 'records-csv') return toCsv(buildRecordsTable(words, records));
  if (id === 'records-geojson') return toGeoJson(toRecordFeatures(records, words.recordName));
  if (areas) {
    if (id === 'areas-xlsx') return writeXlsx([buildAreasTable(words, areas), buildAreasAbout(words, areas, scope)]);
    if (id === 'areas-csv') return toCsv(buildAreasTable(words, areas));
    if (id === 'areas-geojson') return toGeoJson(toAreaFeatures(words, areas));
  }
  if (answer?.kind === 'near-repeat') {
    if (id === 'nearRepeat-xlsx')
      return writeXlsx([
        buildKnoxTable(words, answer),
        buildPairsTable(words, answer),
        buildNearRepeatAbout(words, answer, scope),
      ]);
    if (id === 'nearRepeat-csv') return toCsv(buildKnoxTable(words, answer));
    if (id === 'pairs-csv') return toCsv(buildPairsTable(words, answer));
  }
  if (answer?.kind !== 'zones') throw new Error('That was not looked for.');
  if (id === 'zones-xlsx') return writeXlsx([buildZonesTable(words, answer), buildAboutTable(words, answer, scope)]);
  return id === 'zones-csv'
    ? toCsv(buildZonesTable(words, answer))
    : toGeoJson(toZoneFeatures(answer, words.placeName));
}
