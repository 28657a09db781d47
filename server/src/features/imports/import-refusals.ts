import type { Refusal } from '@liaowang/shared/schemas/error';
import type { ImportState } from '@liaowang/shared/schemas/incident-import';
import { RequestRefused } from '../../plugins/error-handler.ts';

/** 409 for what this state of the import does not allow. */
export function importClosed(state: ImportState): RequestRefused {
  return new RequestRefused(409, { code: 'import-closed', reason: `This import is ${state}.` });
}

export function checkFirst(reason: string): RequestRefused {
  return new RequestRefused(409, { code: 'check-first', field: 'body.mapping', reason });
}

/** What a reader refused, as an answer. */
export function toRefused({ code, reason }: Pick<Refusal, 'code' | 'reason'>): RequestRefused {
  return new RequestRefused(code === 'file-too-large' ? 413 : 400, { code, reason });
}

/** A file that takes more memory than its thread may have, or more time, is too large; everything else is what it was. */
export function explainReaderFailure(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new RequestRefused(413, { code: 'file-too-large', reason: 'The file takes too much memory to read in this format. Save it as CSV, or import it in parts.' });
  }
  if (error instanceof Error && error.cause instanceof DOMException && error.cause.name === 'TimeoutError') {
    return new RequestRefused(413, { code: 'file-too-large', reason: 'The file takes too long to read in this format. Save it as CSV, or import it in parts.' });
  }
  return error;
}
