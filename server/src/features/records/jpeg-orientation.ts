/** Marker, length and `Exif\0\0` before the TIFF structure of an EXIF segment. */
const TIFF_AT = 10;
const ENTRY_BYTES = 12;
const ORIENTATION_TAG = 0x0112;

/** Which way an EXIF segment says a picture is turned, 2–8 (EXIF 2.32, table 4); null when it says nothing of it or "not at all". */
export function findOrientation(segment: Buffer): number | null {
  if (segment.toString('latin1', 4, TIFF_AT) !== 'Exif\0\0' || segment.length < TIFF_AT + 8) return null;
  const tiff = segment.subarray(TIFF_AT);
  const isLittleEndian = tiff.toString('latin1', 0, 2) === 'II';
  const read16 = (at: number): number => (isLittleEndian ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directoryAt = isLittleEndian ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directoryAt + 2 > tiff.length) return null;
  const entries = read16(directoryAt);
  for (
    let at = directoryAt + 2;
    at < directoryAt + 2 + entries * ENTRY_BYTES && at + ENTRY_BYTES <= tiff.length;
    at += ENTRY_BYTES
  ) {
    if (read16(at) !== ORIENTATION_TAG) continue;
    const orientation = read16(at + 8);
    return orientation >= 2 && orientation <= 8 ? orientation : null;
  }
  return null;
}

/** An EXIF segment that says which way a picture is turned, and nothing else. */
export function writeOrientation(orientation: number): Buffer {
  const head = Buffer.from(
    '\u00ff\u00e1\u0000\u0022Exif\u0000\u0000MM\u0000\u002a\u0000\u0000\u0000\u0008\u0000\u0001\u0001\u0012\u0000\u0003\u0000\u0000\u0000\u0001',
    'latin1',
  );
  return Buffer.concat([head, Buffer.from([0, orientation, 0, 0, 0, 0, 0, 0])]);
}
