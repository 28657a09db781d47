/** Encodings of text that can be chosen where the server's own finding is wrong; names as TextDecoder has them. */
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

/** The encodings to choose from; the one in use always among them. */
export function listEncodings(used: string): string[] {
  return [...new Set([...ENCODINGS, used])];
}

const NAMES: Record<string, string> = { 'gb18030': 'GB18030 (GBK)', 'big5': 'Big5', 'windows-1252': 'Windows-1252' };

/** An encoding as people write it. */
export function nameEncoding(encoding: string): string {
  return NAMES[encoding] ?? encoding.toUpperCase();
}
