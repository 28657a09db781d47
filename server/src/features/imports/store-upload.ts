import { describeRefusal } from '@liaowang/shared/contract/file-refusals';
import { MAX_IMPORT_BYTES } from '@liaowang/shared/schemas/incident-import';
import type { RequestRefused } from '../../plugins/error-handler.ts';
import { toRefused } from '../../plugins/tasks/read-uploaded.ts';

const CHUNK_BYTES = 262_144;

export function fileTooLarge(): RequestRefused {
  return toRefused(describeRefusal('upload-too-large', { megabytes: MAX_IMPORT_BYTES / 1_048_576 }));
}

/**
 * Hands a stream on in pieces of one size, the last one shorter, each stored before more is read. Resolves with what there was.
 * @throws RequestRefused `file-too-large`, `file-empty`
 */
export async function storeUpload(
  stream: AsyncIterable<Buffer>,
  storeChunk: (n: number, data: Buffer) => Promise<void>,
): Promise<{ bytes: number; chunkCount: number }> {
  let bytes = 0;
  let chunkCount = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > MAX_IMPORT_BYTES) throw fileTooLarge();
    waiting.push(piece);
    waitingBytes += piece.length;
    if (waitingBytes < CHUNK_BYTES) continue;
    const joined = Buffer.concat(waiting);
    let start = 0;
    for (; start + CHUNK_BYTES <= joined.length; start += CHUNK_BYTES)
      await storeChunk(chunkCount++, joined.subarray(start, start + CHUNK_BYTES));
    waiting = [joined.subarray(start)];
    waitingBytes = joined.length - start;
  }
  if (bytes === 0) throw toRefused(describeRefusal('empty'));
  if (waitingBytes > 0) await storeChunk(chunkCount++, Buffer.concat(waiting));
  return { bytes, chunkCount };
}
