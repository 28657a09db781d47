/** Header of a .shp, and of each of its records (ESRI's Shapefile Technical Description, 1998). */
const SHP_HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
/** A record of several points: kind, bounds, how many, and the points. */
const MULTIPOINT_KINDS = new Set([8, 18, 28]);
const MULTIPOINT_HEADER_BYTES = 40;
const POINT_BYTES = 16;
/** A record of polygons: kind, bounds, how many rings and points, where each ring begins, and the points. */
const POLYGON_KINDS = new Set([5, 15, 25]);
const POLYGON_HEADER_BYTES = 44;
const RING_BYTES = 4;
/** A table's (.dbf) header, one of its fields, and the mark that ends the list of them. */
const DBF_HEADER_BYTES = 32;
const FIELD_BYTES = 32;
const FIELDS_END = 13;
/** A record begins with a mark that tells whether it was deleted. */
const DELETED_MARK_BYTES = 1;

/**
 * How many records a .shp has, when every length in it is true: a wrong one makes readers walk in circles or off the end.
 * @throws Error saying what is not
 */
export function countPlaces(shp: Buffer): number {
  let count = 0;
  for (let at = SHP_HEADER_BYTES; at + RECORD_HEADER_BYTES <= shp.length; count++) {
    // In words of 16 bits; a record without any is no place.
    const length = shp.readInt32BE(at + 4) * 2;
    const start = at + RECORD_HEADER_BYTES;
    if (length < 0 || start + length > shp.length)
      throw new Error(`record ${count + 1} says a length that it cannot have.`);
    if (
      length > 0 &&
      MULTIPOINT_KINDS.has(shp.readInt32LE(start)) &&
      (length < MULTIPOINT_HEADER_BYTES ||
        shp.readUInt32LE(start + 36) * POINT_BYTES > length - MULTIPOINT_HEADER_BYTES)
    ) {
      throw new Error(`record ${count + 1} says that it has more points than it holds.`);
    }
    if (length > 0 && POLYGON_KINDS.has(shp.readInt32LE(start)) && !hasRoomForRings(shp, start, length))
      throw new Error(`record ${count + 1} says that it has more corners than it holds.`);
    at = start + length;
  }
  return count;
}

/** Whether a record of polygons is long enough for its rings and their places, and its rings begin one after another. */
function hasRoomForRings(shp: Buffer, start: number, length: number): boolean {
  if (length < POLYGON_HEADER_BYTES) return false;
  const [rings, points] = [shp.readUInt32LE(start + 36), shp.readUInt32LE(start + 40)];
  if (POLYGON_HEADER_BYTES + rings * RING_BYTES + points * POINT_BYTES > length) return false;
  let before = 0;
  for (let ring = 0; ring < rings; ring++) {
    const first = shp.readUInt32LE(start + POLYGON_HEADER_BYTES + ring * RING_BYTES);
    if (first < before || first > points) return false;
    before = first;
  }
  return true;
}

/**
 * How many records a .dbf has, when there is room for them and for their fields.
 * @throws Error saying what is not
 */
export function countTableRecords(dbf: Buffer): number {
  if (dbf.length < DBF_HEADER_BYTES) throw new Error('its table is cut off.');
  const [count, headerBytes, recordBytes] = [dbf.readUInt32LE(4), dbf.readUInt16LE(8), dbf.readUInt16LE(10)];
  let fieldBytes = DELETED_MARK_BYTES;
  for (
    let at = DBF_HEADER_BYTES;
    at + FIELD_BYTES <= Math.min(headerBytes, dbf.length) && dbf[at] !== FIELDS_END;
    at += FIELD_BYTES
  )
    fieldBytes += dbf[at + 16]!;
  if (headerBytes > dbf.length || recordBytes < fieldBytes || headerBytes + count * recordBytes > dbf.length)
    throw new Error('its table says that it has more records, or longer ones, than it holds.');
  return count;
}
