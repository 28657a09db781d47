const NAMES: Record<string, string> = { gb18030: 'GB18030 (GBK)', big5: 'Big5', 'windows-1252': 'Windows-1252' };

/** An encoding as people write it. */
export function nameEncoding(encoding: string): string {
  return NAMES[encoding] ?? encoding.toUpperCase();
}
