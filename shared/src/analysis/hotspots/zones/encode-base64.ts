const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Bytes turned into text at once, a multiple of three; whole surfaces have more than a call takes arguments. */
const CHUNK_BYTES = 3 * 4096;

/** Base64 with padding (RFC 4648, §4), for places that have neither the browser's functions nor Node's. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES)
    text += encodeChunk(bytes.subarray(from, from + CHUNK_BYTES));
  return text;
}

function encodeChunk(bytes: Uint8Array): string {
  const digits: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const left = bytes.length - i;
    digits.push(
      DIGITS[bits >> 18]!,
      DIGITS[(bits >> 12) & 63]!,
      left > 1 ? DIGITS[(bits >> 6) & 63]! : '=',
      left > 2 ? DIGITS[bits & 63]! : '=',
    );
  }
  return digits.join('');
}
