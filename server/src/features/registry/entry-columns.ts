import { pickGiven } from '../../plugins/register-file-values.ts';
import { createCode } from './entry-writes.ts';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';

/** As it is stored: what is read and written back stays the same. */
const DECIMALS = 15;

/** Columns that branches and stations have alike; `area` is the ground that somebody gave. */
export const officeColumns = (area: string): string =>
  `id, code, name_zh, name_en, ST_X(position) AS lng, ST_Y(position) AS lat, ST_AsGeoJSON(${area}, ${DECIMALS})::json AS area,
   contact, opening_hours, statistical_code, police_code, grid_code, version, extract(epoch FROM exists_since)::float8 * 1000 AS exists_since_ms`;

/** A row of {@link officeColumns}. */
export interface OfficeRow {
  id: number;
  code: string;
  name_zh: string;
  name_en: string;
  lng: number;
  lat: number;
  area: AreaGeometry | null;
  contact: string | null;
  opening_hours: string | null;
  statistical_code: string | null;
  police_code: string | null;
  grid_code: string | null;
  version: number;
  exists_since_ms: number | null;
}

/** What of a branch or a station changes and is kept with its time. */
export interface OfficeState {
  code: string;
  name: LocalizedName;
  position: LngLat;
  area: AreaGeometry | null;
  contact: string | null;
  openingHours: string | null;
  statisticalCode: string | null;
  policeCode: string | null;
  gridCode: string | null;
}

/** What an office is of which nobody has said more. */
const NO_FACTS: Omit<OfficeState, 'code' | 'name' | 'position'> = {
  area: null,
  contact: null,
  openingHours: null,
  statisticalCode: null,
  policeCode: null,
  gridCode: null,
};

/** The whole of a new office: what is left out is not known, and a code is made. */
export function toNewOffice(
  given: Pick<OfficeState, 'name' | 'position'> & { [K in keyof OfficeState]?: OfficeState[K] | undefined },
): OfficeState {
  return { ...NO_FACTS, code: createCode(), ...pickGiven(given), name: given.name, position: given.position };
}

export function toOfficeState(row: OfficeRow): OfficeState {
  return {
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    position: [row.lng, row.lat],
    area: row.area,
    contact: row.contact,
    openingHours: row.opening_hours,
    statisticalCode: row.statistical_code,
    policeCode: row.police_code,
    gridCode: row.grid_code,
  };
}

/** Values of {@link OfficeState} in the order code, name_zh, name_en, lng, lat, area (GeoJSON), contact, opening_hours, statistical_code, police_code, grid_code. */
export function toOfficeValues(state: OfficeState): Array<string | number | null> {
  return [
    state.code,
    state.name.zh,
    state.name.en,
    ...state.position,
    state.area && JSON.stringify(state.area),
    state.contact,
    state.openingHours,
    state.statisticalCode,
    state.policeCode,
    state.gridCode,
  ];
}

/** GeoJSON of a parameter as stored ground. */
export const toGround = (parameter: string): string => `ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(${parameter}), 4326))`;
/** Longitude and latitude of two parameters as a stored place. */
export const toPoint = (lng: string, lat: string): string => `ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)`;
