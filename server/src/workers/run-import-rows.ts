import { prepareArea } from '@liaowang/shared/analysis/coverage-gaps';
import { createCheckTally, type DatumFits } from '@liaowang/shared/analysis/imports/check-tally';
import { createColumnStyleEvidence, type ColumnStyles } from '@liaowang/shared/analysis/imports/column-styles';
import { ColumnNotFound, createRowReader, cutText, type FileRow } from '@liaowang/shared/analysis/imports/read-row';
import { createLocalProjection } from '@liaowang/shared/analysis/local-projection';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportDateOrderChoice, ImportMapping, ImportProblem } from '@liaowang/shared/schemas/incident-import';
import { FileRefused } from '../ingest/incident-files/file-refused.ts';
import { openIncidentFile, type IncidentFile } from '../ingest/incident-files/incident-file.ts';
import { toWgs84 } from '../ingest/incident-files/to-wgs84.ts';
import type { GuardedChannel } from './guarded.messages.ts';
import { createRowCourier } from './import-courier.ts';
import { createImportLink } from './import-link.ts';
import type { ImportRowsTask, RowsAnswer } from './import.task.ts';
import { toRefusal } from './run-import-preview.ts';

const MAX_ROWS = 5_000_000;
const MAX_VALUE = 200;
/** 1e-6° is 0.1 m: nearer than any two places can be told apart. */
const SAME_PLACE_DECIMALS = 6;

/** How the columns write dates and times, told from all rows: one date after the 12th, or one time of four digits, decides for all. */
async function findStyles(file: IncidentFile, mapping: ImportMapping, nowMs: number): Promise<{ styles: ColumnStyles; dateOrders: ImportDateOrderChoice[] }> {
  const evidence = createColumnStyleEvidence(file.columns, mapping, nowMs);
  for await (const block of file.rows()) {
    for (const { cells, leftOut, broken } of block) if (!leftOut && broken === undefined) evidence.add(cells);
    // Columns do not change how they are written: where the first rows leave no question, none comes.
    if (block.length > 0 && !evidence.isAsked) break;
  }
  return { styles: evidence.decide(), dateOrders: evidence.listDateOrders() };
}

/** Runs an {@link ImportRowsTask}. */
export async function runImportRows(task: ImportRowsTask, channel: GuardedChannel): Promise<RowsAnswer> {
  try {
    return { ok: true, check: await readRows(task, channel) };
  } catch (error) {
    return toRefusal(error);
  }
}

function openReader(file: IncidentFile, mapping: ImportMapping, options: { styles: ColumnStyles; nowMs: number }) {
  try {
    return createRowReader(file.columns, mapping, options);
  } catch (error) {
    throw error instanceof ColumnNotFound ? new FileRefused('column-missing', { column: error.column }) : error;
  }
}

async function readRows(task: ImportRowsTask, channel: GuardedChannel) {
  const { mapping, jurisdiction } = task;
  const link = createImportLink(task, channel);
  const file = await openIncidentFile(link.source, task.format, task.choice);
  const { styles, dateOrders } = await findStyles(file, mapping, task.nowMs);
  const read = openReader(file, mapping, { styles, nowMs: task.nowMs });
  const projection = createLocalProjection(...jurisdiction.center);
  const prepared = prepareArea({ id: 'city', geometry: jurisdiction.boundary }, projection);
  if (!prepared.ok) throw new Error(`the jurisdiction's boundary cannot be used: ${prepared.reason}`);
  const isInside = ([lng, lat]: LngLat): boolean => Math.abs(lat) <= 90 && prepared.area.contains(...projection.forward(lng, lat));

  const tally = createCheckTally(mapping.datum, { dateOrder: styles.date.order, dateOrders });
  const courier = createRowCourier(link, tally);
  const seen = new Set<string>();
  let row = 0;

  /** Where the row's place falls under each datum; the datum's own place with it. */
  function judgePlace(place: LngLat): { fits: DatumFits; wgs84: LngLat } {
    const asWgs84 = isInside(place);
    const gcj02 = toWgs84(place, 'gcj02');
    const bd09 = toWgs84(place, 'bd09');
    const [lng, lat] = place;
    return {
      fits: { wgs84: asWgs84, cgcs2000: asWgs84, gcj02: isInside(gcj02), bd09: isInside(bd09), swapped: Math.abs(lng) <= 90 && isInside(toWgs84([lat, lng], mapping.datum)) },
      wgs84: mapping.datum === 'gcj02' ? gcj02 : mapping.datum === 'bd09' ? bd09 : place,
    };
  }

  async function readOne(fileRow: FileRow): Promise<void> {
    tally.addRow((fileRow.broken ?? '').includes('\uFFFD') || fileRow.cells.some((cell) => cell.includes('\uFFFD')));
    const reading = read(fileRow);
    const place = reading.ok ? reading.incident.place : reading.place;
    const judged = place && judgePlace(place);
    if (judged) tally.addPlace(judged.fits);
    const refuse = (problem: ImportProblem, column: string | null, value: string) => courier.addProblem({ row, problem, column, value: cutText(value, MAX_VALUE) });
    if (judged && !judged.fits[mapping.datum]) {
      if (Math.abs(judged.wgs84[1]) <= 90) tally.addOutside(judged.wgs84);
      if (reading.ok) return refuse('outside-jurisdiction', mapping.lng, `${place![0]}, ${place![1]}`);
    }
    if (!reading.ok) return refuse(reading.problem, reading.column, reading.value);
    const { incident } = reading;
    const [lng, lat] = judged!.wgs84.map((degrees) => Number(degrees.toFixed(SAME_PLACE_DECIMALS))) as LngLat;
    // Who numbers its incidents says by the number which are the same; otherwise it is the same time, place and kind.
    const key = incident.externalId === null ? `${incident.atMs} ${lng} ${lat} ${incident.category}` : `#${incident.externalId}`;
    if (seen.has(key)) return refuse('duplicate-in-file', incident.externalId === null ? mapping.date : mapping.externalId, incident.externalId ?? fileRow.cells[file.columns.indexOf(mapping.date ?? '')] ?? '');
    seen.add(key);
    return courier.addIncident(row, incident, [lng, lat]);
  }

  for await (const block of file.rows()) {
    for (const fileRow of block) {
      row++;
      if (fileRow.leftOut) tally.addLeftOut(row, fileRow.leftOut);
      else await readOne(fileRow);
    }
    if (row > MAX_ROWS) throw new FileRefused('too-many-rows', { most: MAX_ROWS });
    link.note({ progress: file.readShare() ?? link.readShare(), rows: row });
  }
  await courier.flush();
  return tally.sum();
}
