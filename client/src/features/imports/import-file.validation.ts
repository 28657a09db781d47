/** What the server takes at most: 100 MB, packed or not. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** Endings of names the file picker offers; what a file is, the server finds out from its content. */
export const OFFERED_FILES = '.csv,.tsv,.txt,.xlsx,.json,.geojson,.zip,.kml,.gz';

/** Why a file is not worth uploading: a code of the catalogue's `errors`, the server's own; null = it may be. */
export function checkFile({
  name,
  size,
}: {
  name: string;
  size: number;
}): 'file-empty' | 'file-too-large' | 'format-not-recognised' | null {
  if (size === 0) return 'file-empty';
  if (size > MAX_FILE_BYTES) return 'file-too-large';
  // Old Excel and pictures come up often: no need to send them first.
  return /\.(xls|doc|docx|pdf|png|jpe?g|rar|7z)$/i.test(name) ? 'format-not-recognised' : null;
}
