import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES, TIME_PRECISIONS } from '../schemas/incident.ts';
import { createCategoryTree, type CategoryNode } from './category-tree.ts';

/** Incidents as an analysis needs them: no words, nobody's name. Arrays are equally long, in order of time, then of id. */
export interface IncidentColumns {
  readonly ids: Int32Array;
  /** WGS-84 degrees. */
  readonly lngs: Float64Array;
  readonly lats: Float64Array;
  /** Epoch milliseconds. */
  readonly timesMs: Float64Array;
  /** Index into INCIDENT_CATEGORIES (the top of the category's tree), INCIDENT_SEVERITIES and INCIDENT_SOURCES. */
  readonly categories: Uint8Array;
  readonly severities: Uint8Array;
  readonly sources: Uint8Array;
  /** Index into `categoryNodes`: the category itself, as the city has it. */
  readonly kinds: Uint16Array;
  /** Index into TIME_PRECISIONS: of a day or month, `timesMs` is the beginning. */
  readonly precisions: Uint8Array;
  /** Length of the interval in which it was, from `timesMs` on; 0 = a moment. */
  readonly spansMinutes: Uint32Array;
  /** The city's categories when the incidents were read, merged ones too. */
  readonly categoryNodes: readonly CategoryNode[];
}

/**
 * Bytes of an incident on the wire, big-endian: id (int32), longitude and latitude in 1e-7° (int32), seconds since
 * 1970-01-01 UTC (int64), category (uint16), severity, source (uint8 each), and how exactly
 * the time is known (uint32: two bits for the precision, thirty for the minutes of the interval). The database packs them in this form. Before the
 * first one stands the list that the categories are indexes into, so that both are of one moment: its length in bytes
 * (uint32) and the nodes as JSON, ids are ASCII.
 */
export const INCIDENT_BYTES = 28;
const UNITS_PER_DEGREE = 1e7;
const LENGTH_BYTES = 4;
const SPAN_BITS = 30;

/** The bytes before the first packed incident. */
export function packCategories(nodes: readonly CategoryNode[]): Uint8Array {
  const list = Uint8Array.from(
    JSON.stringify(nodes.map(({ categoryId, parentId, mergedInto }) => [categoryId, parentId, mergedInto])),
    (sign) => sign.charCodeAt(0),
  );
  const packed = new Uint8Array(LENGTH_BYTES + list.length);
  new DataView(packed.buffer).setUint32(0, list.length);
  packed.set(list, LENGTH_BYTES);
  return packed;
}

const isId = (value: unknown): value is string => typeof value === 'string';
const isIdOrNull = (value: unknown): value is string | null => value === null || isId(value);

function readCategories(packed: Uint8Array, view: DataView): { nodes: CategoryNode[]; bytes: number } {
  const bytes = LENGTH_BYTES + (packed.length < LENGTH_BYTES ? 0 : view.getUint32(0));
  if (packed.length < bytes) throw new RangeError('packed incidents are cut off');
  let list: unknown;
  try {
    list = JSON.parse(Array.from(packed.subarray(LENGTH_BYTES, bytes), (code) => String.fromCharCode(code)).join(''));
  } catch {
    list = null;
  }
  if (!Array.isArray(list)) throw new RangeError('packed incidents come without their categories');
  const nodes = list.map((entry: unknown): CategoryNode => {
    const [categoryId, parentId, mergedInto]: unknown[] = Array.isArray(entry) ? entry : [];
    if (!isId(categoryId) || !isIdOrNull(parentId) || !isIdOrNull(mergedInto))
      throw new RangeError('packed incidents come with a category that is none');
    return { categoryId, parentId, mergedInto };
  });
  return { nodes, bytes };
}

/** Reads packed incidents. Throws RangeError for what is cut off or says what nobody knows. */
export function unpackIncidents(packed: Uint8Array): IncidentColumns {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const { nodes: categoryNodes, bytes } = readCategories(packed, view);
  if ((packed.length - bytes) % INCIDENT_BYTES !== 0) throw new RangeError('packed incidents are cut off');
  const count = (packed.length - bytes) / INCIDENT_BYTES;
  const tree = createCategoryTree(categoryNodes);
  const tops = categoryNodes.map(({ categoryId }) => {
    const top = tree.topOf(categoryId);
    return top === null ? -1 : INCIDENT_CATEGORIES.indexOf(top);
  });
  const columns = {
    ids: new Int32Array(count),
    lngs: new Float64Array(count),
    lats: new Float64Array(count),
    timesMs: new Float64Array(count),
    categories: new Uint8Array(count),
    severities: new Uint8Array(count),
    sources: new Uint8Array(count),
    kinds: new Uint16Array(count),
    categoryNodes,
    precisions: new Uint8Array(count),
    spansMinutes: new Uint32Array(count),
  };
  for (let i = 0, at = bytes; i < count; i++, at += INCIDENT_BYTES) {
    columns.ids[i] = view.getInt32(at);
    columns.lngs[i] = view.getInt32(at + 4) / UNITS_PER_DEGREE;
    columns.lats[i] = view.getInt32(at + 8) / UNITS_PER_DEGREE;
    columns.timesMs[i] = (view.getInt32(at + 12) * 2 ** 32 + view.getUint32(at + 16)) * 1_000;
    columns.kinds[i] = view.getUint16(at + 20);
    columns.severities[i] = view.getUint8(at + 22);
    columns.sources[i] = view.getUint8(at + 23);
    const exactness = view.getUint32(at + 24);
    columns.precisions[i] = exactness >>> SPAN_BITS;
    columns.spansMinutes[i] = exactness & (2 ** SPAN_BITS - 1);
    const top = tops[columns.kinds[i]!] ?? -1;
    if (
      top === -1 ||
      columns.severities[i]! >= INCIDENT_SEVERITIES.length ||
      columns.sources[i]! >= INCIDENT_SOURCES.length ||
      columns.precisions[i]! >= TIME_PRECISIONS.length
    ) {
      throw new RangeError(
        `packed incident ${columns.ids[i]} has a category, severity, source or precision that is not known`,
      );
    }
    columns.categories[i] = top;
  }
  return columns;
}

/** The incidents at the given indexes, in their order. */
export function pickIncidents(columns: IncidentColumns, indexes: ArrayLike<number>): IncidentColumns {
  const pick = <T extends Int32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array>(from: T, into: T): T => {
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
    kinds: pick(columns.kinds, new Uint16Array(count)),
    categoryNodes: columns.categoryNodes,
    precisions: pick(columns.precisions, new Uint8Array(count)),
    spansMinutes: pick(columns.spansMinutes, new Uint32Array(count)),
  };
}
