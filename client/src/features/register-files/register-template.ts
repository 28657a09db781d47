import type { TFunction } from 'i18next';
import {
  REGISTER_FILE_FIELDS,
  hasPlaces,
  type FileRegister,
  type RegisterFileField,
} from '@liaowang/shared/schemas/register-file';
import type { Cell, Table } from '../../lib/table.ts';

const PLACE_COLUMNS = ['lng', 'lat'] as const;
type TemplateColumn = RegisterFileField | (typeof PLACE_COLUMNS)[number];

/** What stands in the line of a template that shows how it is filled in. */
function exampleOf(
  column: TemplateColumn,
  register: FileRegister,
  [lng, lat]: readonly [number, number],
  t: TFunction,
): Cell {
  const texts: Partial<Record<TemplateColumn, Cell>> = {
    nameZh: t(`registerFiles.example.${register}`),
    branch: t('registerFiles.example.branch'),
    lng,
    lat,
    detectionRangeMeters: register === 'units' ? 100 : 800,
    dutyHours: '08:00-18:00',
    siteReason: t('registerFiles.example.siteReason'),
    kind: t('registerFiles.example.kind'),
    deviceId: 'bus-001',
    reportIntervalSeconds: 15,
    heartbeatSeconds: 60,
    openingHours: '8:30-17:30',
  };
  return texts[column] ?? '';
}

/** A table to be filled in: the headings that are understood, and a line that shows how. `center` lies in the city. */
export function createTemplate(register: FileRegister, center: readonly [number, number], t: TFunction): Table {
  const columns: TemplateColumn[] = [...REGISTER_FILE_FIELDS[register]];
  if (hasPlaces(register)) columns.push(...PLACE_COLUMNS);
  return {
    title: t(`registerFiles.register.${register}`),
    columns: columns.map((column) => ({ header: t(`registerFiles.field.${column}`), width: 16 })),
    rows: [columns.map((column) => exampleOf(column, register, center, t))],
  };
}
