import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '../schemas/incident.ts';

/** Incidents as an analysis needs them: no words, nobody's name. Arrays are equally long, in order of time, then of id. */
export interface IncidentColumns {
  readonly ids: Int32Array;
  /** WGS-84 degrees. */
  readonly lngs: Float64Array;
  readonly lats: Float64Array;
  /** Epoch milliseconds. */
  readonly timesMs: Float64Array;
  /** Index into INCIDENT_CATEGORIES, INCIDENT_SEVERITIES and INCIDENT_SOURCES. */
  readonly categories: Uint8Array;
  readonly severities: Uint8Array;
  readonly sources: Uint8Array;
}

/**
 * Bytes of an incident on the wire, big-endian: id (int32), longitude and latitude in 1e-7° (int32), seconds since
 * 1970-01-01 UTC (int64), category, severity, source (uint8 each). The database packs them in this form.
 */
export const INCIDENT_BYTES = 23;
const UNITS_PER_DEGREE = 1e7;

/** Reads packed incidents. Throws RangeError for what is cut off or says what nobody knows. */
export function unpackIncidents(packed: Uint8Array): IncidentColumns {
  if (packed.length % INCIDENT_BYTES !== 0) throw new RangeError('packed incidents are cut off');
  const count = packed.length / INCIDENT_BYTES;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const columns = {
    ids: new Int32Array(count), lngs: new Float64Array(count), lats: new Float64Array(count), timesMs: new Float64Array(count),
    categories: new Uint8Array(count), severities: new Uint8Array(count), sources: new Uint8Array(count),
  };
  for (let i = 0, at = 0; i < count; i++, at += INCIDENT_BYTES) {
    columns.ids[i] = view.getInt32(at);
    columns.lngs[i] = view.getInt32(at + 4) / UNITS_PER_DEGREE;
    columns.lats[i] = view.getInt32(at + 8) / UNITS_PER_DEGREE;
    columns.timesMs[i] = (view.getInt32(at + 12) * 2 ** 32 + view.getUint32(at + 16)) * 1_000;
    columns.categories[i] = view.getUint8(at + 20);
    columns.severities[i] = view.getUint8(at + 21);
    columns.sources[i] = view.getUint8(at + 22);
    if (columns.categories[i]! >= INCIDENT_CATEGORIES.length || columns.severities[i]! >= INCIDENT_SEVERITIES.length || columns.sources[i]! >= INCIDENT_SOURCES.length) {
      throw new RangeError(`packed incident ${columns.ids[i]} has a category, severity or source that is not known`);
    }
  }
  return columns;
}

/** The incidents at the given indexes, in their order. */
export function pickIncidents(columns: IncidentColumns, indexes: ArrayLike<number>): IncidentColumns {
  const pick = <T extends Int32Array | Float64Array | Uint8Array>(from: T, into: T): T => {
    for (let i = 0; i < into.length; i++) into[i] = from[indexes[i]!]!;
    return into;
  };
  const count = indexes.length;
  return {
    ids: pick(columns.ids, new Int32Array(count)),
    lngs: pick(columns.lngs, new Float64Array(count)),
    lats: pick(columns.lats, new Float64Array(count)),
    timesMs: pick(columns.timesMs, new Float64Array(count)),
    categories: pick(columns.categories, new Uint8Array(count)),
    severities: pick(columns.severities, new Uint8Array(count)),
    sources: pick(columns.sources, new Uint8Array(count)),
  };
}
