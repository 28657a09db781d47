import type { AttachmentKind } from './attachment-kind.ts';

/** Endings that fit each kind, the usual one first. A page of text that a browser or shell would run is none of them. */
const ENDINGS: Record<AttachmentKind, readonly [string, ...string[]]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'md', 'log'],
  'text/csv': ['csv'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
};
/** What a file system takes for a file's kind. */
const ENDING = /\.(?<ending>[\p{L}\p{N}]{1,8})$/u;
const MAX_LENGTH = 200;

/** The name with an ending that fits what the file is: `report.exe` that is a picture becomes `report.png`. Blanks and dots at its end, which some systems leave out, do not hide another. */
export function fitFileName(fileName: string, mediaType: AttachmentKind): string {
  const name = fileName.replace(/[\s.]+$/u, '');
  const endings = ENDINGS[mediaType];
  const ending = ENDING.exec(name)?.groups?.['ending'];
  if (ending !== undefined && endings.includes(ending.toLowerCase())) return name;
  const base = (ending === undefined ? name : name.slice(0, -ending.length - 1)) || 'file';
  return `${base.slice(0, MAX_LENGTH - endings[0].length - 1)}.${endings[0]}`;
}
