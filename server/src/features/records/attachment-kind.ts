/** What may be attached to a record, by what the content is, whatever its name says. */
export type AttachmentKind =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'application/pdf'
  | 'text/plain'
  | 'text/csv'
  | typeof XLSX
  | typeof DOCX;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A ZIP ends with this record and a comment of at most 65,535 bytes. */
const ZIP_END_BYTES = 22;
const MAX_ZIP_COMMENT_BYTES = 65_535;
const ZIP_ENTRY_BYTES = 46;
/** Control characters that no text has; tab, line feed, form feed and carriage return may be there. */
const CONTROLS = /(?![\t\n\f\r])\p{Cc}/u;

const startsWith = (content: Buffer, bytes: string, at = 0): boolean =>
  content.subarray(at, at + bytes.length).equals(Buffer.from(bytes, 'latin1'));

/** Names in a ZIP's central directory; empty when it has none that can be read. */
function listZipNames(content: Buffer): string[] {
  const end = content.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < Math.max(0, content.length - ZIP_END_BYTES - MAX_ZIP_COMMENT_BYTES) || end + ZIP_END_BYTES > content.length)
    return [];
  const names: string[] = [];
  let at = content.readUInt32LE(end + 16);
  while (at + ZIP_ENTRY_BYTES <= end && startsWith(content, 'PK\u0001\u0002', at)) {
    const nameBytes = content.readUInt16LE(at + 28);
    names.push(content.toString('utf8', at + ZIP_ENTRY_BYTES, at + ZIP_ENTRY_BYTES + nameBytes));
    at += ZIP_ENTRY_BYTES + nameBytes + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return names;
}

/** An office file without macros. */
function findOfficeKind(content: Buffer): AttachmentKind | null {
  const names = listZipNames(content);
  if (!names.includes('[Content_Types].xml') || names.some((name) => name.toLowerCase().endsWith('vbaproject.bin')))
    return null;
  if (names.includes('xl/workbook.xml')) return XLSX;
  return names.includes('word/document.xml') ? DOCX : null;
}

/** Spreadsheets in China still write GB18030. */
function isText(content: Buffer): boolean {
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      return !CONTROLS.test(new TextDecoder(encoding, { fatal: true }).decode(content));
    } catch {
      return false;
    }
  });
}

/** Media type of a file by its content; null for what is not taken, an empty one too. The name only tells a table from other text. */
export function findAttachmentKind(content: Buffer, fileName: string): AttachmentKind | null {
  if (content.length === 0) return null;
  if (startsWith(content, '\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (startsWith(content, '\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (startsWith(content, 'RIFF') && startsWith(content, 'WEBP', 8)) return 'image/webp';
  if (startsWith(content, '%PDF-')) return 'application/pdf';
  if (startsWith(content, 'PK\u0003\u0004')) return findOfficeKind(content);
  if (isText(content)) return fileName.toLowerCase().endsWith('.csv') ? 'text/csv' : 'text/plain';
  return null;
}
