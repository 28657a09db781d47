import type { Geometry } from 'geojson';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { cleanText, nameColumns } from './column-names.ts';
import type { IncidentFile } from './incident-file.ts';
import type { EncodingWatch } from './text-encoding.ts';

/** A record with or without a place of its own. */
export interface FeatureLike {
  geometry?: Geometry | null | undefined;
  properties?: Record<string, unknown> | null | undefined;
  id?: unknown;
}

const BLOCK_ROWS = 2_000;
/** Characters that are kept of a cell. */
export const MAX_CELL = 10_000;
const pad = (part: number): string => String(part).padStart(2, '0');

/** A value as a cell's text; a date of a spreadsheet or table is a local one, kept in UTC fields. */
export function toCellText(value: unknown): string {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    // Rounded: a day's fraction of a spreadsheet misses the second by a little.
    const at = new Date(Math.round(value.getTime() / 1_000) * 1_000);
    return `${String(at.getUTCFullYear()).padStart(4, '0')}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
  }
  // KML wraps its descriptions: { '@type': 'html', value: '…' }.
  if (typeof value === 'object') return toCellText('value' in value ? value.value : JSON.stringify(value));
  return cleanText(String(value)).slice(0, MAX_CELL);
}

/** A point, or the only one of several or of a collection; other shapes are no place of an incident. */
function findPlace(whole: Geometry | null | undefined): LngLat | null {
  let geometry = whole;
  while (geometry?.type === 'GeometryCollection' && geometry.geometries.length === 1) geometry = geometry.geometries[0];
  const position =
    geometry?.type === 'Point'
      ? geometry.coordinates
      : geometry?.type === 'MultiPoint' && geometry.coordinates.length === 1
        ? geometry.coordinates[0]
        : undefined;
  if (!Array.isArray(position)) return null;
  const [lng, lat] = position;
  return typeof lng === 'number' && typeof lat === 'number' && Number.isFinite(lng) && Number.isFinite(lat)
    ? [lng, lat]
    : null;
}

/** Features as rows; every property that any of them has is a column, and so is their own number if they have one. `encoding` is how their text was decoded, `saidSystem` what their geometry is said to be in. */
export function openFeatures(
  features: readonly FeatureLike[],
  hasGeometry: boolean,
  {
    encoding,
    watch,
    saidSystem = null,
  }: { encoding: string; watch: EncodingWatch; saidSystem?: IncidentFile['saidSystem'] },
): IncidentFile {
  const keys = new Set<string>();
  for (const { properties } of features) for (const key in properties) keys.add(key);
  const names = [...keys];
  const idKey = !keys.has('id') && features.some(({ id }) => id !== undefined && id !== null) ? ['id'] : [];
  const columns = nameColumns([...idKey, ...names]);
  const kept = names.slice(0, columns.length - idKey.length);
  let read = 0;
  return {
    columns,
    hasGeometry,
    saidSystem,
    delimiter: null,
    encoding,
    sheet: null,
    headerRow: null,
    async findChoices() {
      return { encodings: watch.rate(encoding) };
    },
    readShare: () => (features.length === 0 ? 1 : read / features.length),
    async *rows() {
      for (let start = 0; start < features.length; start += BLOCK_ROWS) {
        read = Math.min(features.length, start + BLOCK_ROWS);
        yield features.slice(start, start + BLOCK_ROWS).map(({ geometry, properties, id }): FileRow => ({
          cells: [...idKey.map(() => toCellText(id)), ...kept.map((key) => toCellText(properties?.[key]))],
          place: findPlace(geometry),
          shape: geometry ?? null,
        }));
      }
    },
  };
}
