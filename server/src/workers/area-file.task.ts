import type { AreaFileCheck, AreaFileMapping, AreaFileQuery } from '@liaowang/shared/schemas/area-set';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { ImportFormat } from '@liaowang/shared/schemas/incident-import';
import type { StoredFile } from './import.task.ts';
import type { ImportJurisdiction } from './jurisdiction-test.ts';

/** Reads a file of areas; columns that it does not name are guessed. */
export interface AreaFileTask extends StoredFile, Omit<AreaFileQuery, 'fileName'> {
  kind: 'area-file';
  jurisdiction: ImportJurisdiction;
}

/** A feature of the file; one that is no area keeps why. */
export interface ReadArea {
  /** 1 = the first feature of the file. */
  feature: number;
  name: string;
  code: string | null;
  denominator: number | null;
  geometry: MultiPolygonGeometry | null;
  problems: Array<AreaFileCheck['problems'][number]['problem']>;
}

export interface ReadAreas {
  format: ImportFormat;
  columns: AreaFileCheck['columns'];
  mapping: AreaFileMapping;
  coordinateSystems: AreaFileCheck['coordinateSystems'];
  areas: ReadArea[];
}

export type AreaFileAnswer = { ok: true; read: ReadAreas } | ({ ok: false } & Omit<Refusal, 'field'>);
