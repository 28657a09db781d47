/** Append-only byte buffer that grows by doubling. */
export interface ByteWriter {
  bytes: Uint8Array;
  length: number;
}

/** A writer with room for `capacity` bytes before it first grows. */
export function createByteWriter(capacity: number): ByteWriter {
  return { bytes: new Uint8Array(capacity), length: 0 };
}

/** Appends an unsigned 32-bit integer as LEB128: 1–5 bytes. */
export function writeVarint(writer: ByteWriter, value: number): void {
  if (writer.length + 5 > writer.bytes.length) {
    const grown = new Uint8Array(writer.bytes.length * 2 + 5);
    grown.set(writer.bytes);
    writer.bytes = grown;
  }
  let rest = value >>> 0;
  while (rest > 0x7f) {
    writer.bytes[writer.length++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  writer.bytes[writer.length++] = rest;
}

/** Appends a signed 32-bit integer, small magnitudes short (zigzag). */
export function writeSignedVarint(writer: ByteWriter, value: number): void {
  writeVarint(writer, (value << 1) ^ (value >> 31));
}

/** Read position in a byte array; `failed` turns true for good once a read runs past the end or over 5 bytes. */
export interface ByteReader {
  bytes: Uint8Array;
  offset: number;
  failed: boolean;
}

/** Reads one LEB128 unsigned integer; 0 with `failed` set on malformed input. */
export function readVarint(reader: ByteReader): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.bytes[reader.offset++];
    if (byte === undefined) break;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  reader.failed = true;
  return 0;
}

/** Reads one zigzag integer; 0 with `failed` set on malformed input. */
export function readSignedVarint(reader: ByteReader): number {
  const value = readVarint(reader);
  return (value >>> 1) ^ -(value & 1);
}
