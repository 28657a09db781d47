import { createColumnStyleEvidence } from '@liaowang/shared/analysis/imports/column-styles';
import { createPlaceOrderEvidence } from '@liaowang/shared/analysis/imports/place-order';
import {
  createRowReader,
  type FileRow,
  type ReadIncident,
  type RowReading,
} from '@liaowang/shared/analysis/imports/read-row';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';

/** The first row as the server will read it; `place` is null where the file has geometry of its own, which a preview does not show. */
export type ImportExample =
  | { ok: true; incident: Omit<ReadIncident, 'place'>; place: LngLat | null }
  | Pick<Extract<RowReading, { ok: false }>, 'ok' | 'problem' | 'column' | 'value'>;

/** Stands in for geometry: only the rest of the row is asked for. (Two zeros would be no place.) */
const SOMEWHERE: LngLat = [1, 1];

/** The rows of a preview, each as long as there are columns. */
export function toRows({ columns }: Pick<ImportPreview, 'columns'>): string[][] {
  const count = columns.reduce((most, { samples }) => Math.max(most, samples.length), 0);
  return Array.from({ length: count }, (_, row) => columns.map(({ samples }) => samples[row] ?? ''));
}

/** Reads the first row of a preview by a mapping without problems, with the server's own reader. Null for a file without rows. */
export function readExample(
  preview: Pick<ImportPreview, 'columns'>,
  mapping: ImportMapping,
  nowMs: number,
): ImportExample | null {
  const [cells] = toRows(preview);
  if (!cells) return null;
  const columns = preview.columns.map(({ name }) => name);
  const evidence = createColumnStyleEvidence(columns, mapping, nowMs);
  for (const sampled of toRows(preview)) evidence.add(sampled);
  const isByColumns = (mapping.lng !== null && mapping.lat !== null) || Boolean(mapping.place);
  // Where the city lies is not known here: what the server guessed stands in the mapping.
  const order = createPlaceOrderEvidence(() => false);
  for (const sample of preview.columns.find(({ name }) => name === mapping.place)?.samples ?? []) order.add(sample);
  const row: FileRow = { cells, place: isByColumns ? null : SOMEWHERE };
  const reading = createRowReader(columns, mapping, {
    styles: evidence.decide(),
    placeOrder: mapping.placeOrder ?? order.decide(),
    nowMs,
  })(row);
  if (!reading.ok) return { ok: false, problem: reading.problem, column: reading.column, value: reading.value };
  const { place, ...incident } = reading.incident;
  return { ok: true, incident, place: isByColumns ? place : null };
}
