import { describeRefusal } from '@liaowang/shared/contract/file-refusals';
import type { Refusal } from '@liaowang/shared/schemas/error';
import { RequestRefused } from '../error-handler.ts';
import { GuardedTaskEnded } from './guarded-process.ts';

/** Pieces in which a file is handed to its reader. */
const CHUNK_BYTES = 262_144;

/** What a reader refused, as an answer. */
export function toRefused({ code, reason, detail }: Omit<Refusal, 'field'>): RequestRefused {
  return new RequestRefused(code === 'file-too-large' ? 413 : 400, { code, reason, ...(detail && { detail }) });
}

/** A file that takes more memory than its reader may have, or more time, is too large; one at which the reader breaks off cannot be read. Everything else is what it was. */
export function explainReaderFailure(error: unknown): unknown {
  if (!(error instanceof GuardedTaskEnded)) return error;
  return toRefused(
    describeRefusal(
      error.end === 'memory' ? 'too-much-memory' : error.end === 'time' ? 'too-slow' : 'reader-broke-off',
    ),
  );
}

type ReaderAnswer<T> = { ok: true; read: T } | ({ ok: false } & Omit<Refusal, 'field'>);

/**
 * What a reader in a process of its own makes of a file that came whole with a request. `run` starts it.
 * @throws RequestRefused
 */
export async function readUploaded<T>(
  bytes: Buffer,
  run: (
    file: { bytes: number; chunkCount: number },
    server: { readChunk(index: number): Promise<Uint8Array> },
  ) => Promise<ReaderAnswer<T>>,
): Promise<T> {
  if (bytes.length === 0) throw toRefused(describeRefusal('empty'));
  try {
    const answer = await run(
      { bytes: bytes.length, chunkCount: Math.ceil(bytes.length / CHUNK_BYTES) },
      { readChunk: async (n) => bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES) },
    );
    if (!answer.ok) throw toRefused(answer);
    return answer.read;
  } catch (error) {
    throw explainReaderFailure(error);
  }
}
