import { findOrientation, writeOrientation } from './jpeg-orientation.ts';

/** Chunks that a PNG is drawn from; others (text, EXIF, times) tell where, when and by whom it was taken. */
const DRAWN_PNG_CHUNKS = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'bKGD',
  'pHYs',
  'acTL',
  'fcTL',
  'fdAT',
]);
const DRAWN_WEBP_CHUNKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const PNG_SIGNATURE_BYTES = 8;
const WEBP_HEADER_BYTES = 12;
/** Flags of a VP8X chunk that announce EXIF and XMP. */
const WEBP_METADATA_FLAGS = 0x08 | 0x04;
const JPEG = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
};

/** Segments that change how a JPEG looks: JFIF, a colour profile, Adobe's colour transform. APP1 (EXIF, XMP), APP13 (IPTC), comments and the rest do not. */
function isDrawnSegment(marker: number, segment: Buffer): boolean {
  if (marker === JPEG.comment) return false;
  if (marker < JPEG.app0 || marker > JPEG.app15) return true;
  return (
    marker === JPEG.app0 ||
    marker === JPEG.app14 ||
    (marker === JPEG.app2 && segment.toString('latin1', 4, 15) === 'ICC_PROFILE')
  );
}

/** End of the entropy-coded data from `at`: the next marker that is neither a stuffed zero nor a restart. */
function findScanEnd(content: Buffer, at: number): number {
  for (let i = content.indexOf(0xff, at); i >= 0; i = content.indexOf(0xff, i + 1)) {
    const next = content[i + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return i;
  }
  return -1;
}

function stripJpeg(content: Buffer): Buffer | null {
  const kept: Buffer[] = [content.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= content.length) {
    if (content[at] !== 0xff) return null;
    const marker = content[at + 1]!;
    // Any number of fill bytes may come before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + content.readUInt16BE(at + 2);
    if (
      marker < 0xc0 ||
      marker === JPEG.startOfImage ||
      marker === JPEG.endOfImage ||
      end < at + 4 ||
      end > content.length
    )
      return null;
    const segment = content.subarray(at, end);
    if (isDrawnSegment(marker, segment)) kept.push(segment);
    const orientation = marker === JPEG.app1 ? findOrientation(segment) : null;
    if (orientation !== null) kept.push(writeOrientation(orientation));
    at = end;
    if (marker !== JPEG.startOfScan) continue;
    const scanEnd = findScanEnd(content, at);
    if (scanEnd < 0) return null;
    kept.push(content.subarray(at, scanEnd));
    at = scanEnd;
    // What follows the end, e.g. a second picture with its own EXIF, is left out.
    if (content[at + 1] === JPEG.endOfImage) return Buffer.concat([...kept, content.subarray(at, at + 2)]);
  }
  return null;
}

function stripPng(content: Buffer): Buffer | null {
  const kept: Buffer[] = [content.subarray(0, PNG_SIGNATURE_BYTES)];
  let at = PNG_SIGNATURE_BYTES;
  while (at + 12 <= content.length) {
    const end = at + 12 + content.readUInt32BE(at);
    if (end > content.length) return null;
    const type = content.toString('latin1', at + 4, at + 8);
    if (DRAWN_PNG_CHUNKS.has(type)) kept.push(content.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

function stripWebp(content: Buffer): Buffer | null {
  const riffEnd = 8 + content.readUInt32LE(4);
  if (riffEnd > content.length) return null;
  const kept: Buffer[] = [];
  for (let at = WEBP_HEADER_BYTES; at + 8 <= riffEnd;) {
    const type = content.toString('latin1', at, at + 4);
    const bytes = content.readUInt32LE(at + 4);
    // Chunks are padded to an even length.
    const end = at + 8 + bytes + (bytes % 2);
    if (end > riffEnd) return null;
    const chunk = Buffer.from(content.subarray(at, end));
    if (type === 'VP8X' && bytes > 0) chunk[8] = chunk[8]! & ~WEBP_METADATA_FLAGS;
    if (DRAWN_WEBP_CHUNKS.has(type)) kept.push(chunk);
    at = end;
  }
  if (kept.length === 0) return null;
  const stripped = Buffer.concat([content.subarray(0, WEBP_HEADER_BYTES), ...kept]);
  stripped.writeUInt32LE(stripped.length - 8, 4);
  return stripped;
}

/**
 * A picture with nothing but what it is drawn from: no EXIF (places, times, devices), XMP, IPTC or comments, nothing after
 * its end. Null when it is cut off or no such picture. A JPEG's EXIF still says which way it is turned.
 */
export function stripImageMetadata(
  content: Buffer,
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp',
): Buffer | null {
  if (mediaType === 'image/jpeg') return stripJpeg(content);
  return mediaType === 'image/png' ? stripPng(content) : stripWebp(content);
}
