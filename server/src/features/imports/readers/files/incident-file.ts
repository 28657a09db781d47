import type { ImportChoices } from '@liaowang/shared/schemas/incident-import';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { SaidSystem } from '../coordinate-systems/recognise-system.ts';

/** A file of incidents, opened: its columns are known, its rows come in blocks. */
export interface IncidentFile {
  columns: string[];
  hasGeometry: boolean;
  /** What the file says its geometry is in; null where it says nothing. */
  saidSystem: SaidSystem | null;
  delimiter: string | null;
  /** What was chosen or found; null where the format has no such thing. */
  encoding: string | null;
  sheet: string | null;
  headerRow: number | null;
  /** The rows from the first on, in blocks; may be asked for again. */
  rows(): AsyncIterable<FileRow[]>;
  /** How far the last reading of rows has come, 0–1; null where the bytes of the file that were read tell. */
  readShare(): number | null;
  /** What else could be chosen; reads on in the file. */
  findChoices(): Promise<Pick<ImportChoices, 'sheets' | 'headerRows' | 'encodings'>>;
}
