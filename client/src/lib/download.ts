import { formatClock, formatDate } from './format.ts';

/** The browser may still be reading the blob when the click returns. */
const REVOKE_AFTER_MS = 60_000;

/** What no file system takes in a name. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\\/:*?"<>|]+/g;

/** `新沂-覆盖-区域-20261124-1203.xlsx`: the parts, then the moment on the city's clocks. */
export function createFileName(parts: readonly string[], nowMs: number, timeZone: string, extension: string): string {
  const moment = `${formatDate(nowMs, timeZone).replaceAll('-', '')}-${formatClock(nowMs, timeZone).slice(0, 5).replace(':', '')}`;
  const words = parts
    .map((part) => part.replace(FORBIDDEN, ' ').trim().replaceAll(/\s+/g, ' '))
    .filter((part) => part !== '');
  return `${[...words, moment].join('-')}.${extension}`;
}

/** Hands a file to the browser, which saves it where downloads go. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}
