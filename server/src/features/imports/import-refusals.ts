import { describeRefusal } from '@liaowang/shared/contract/file-refusals';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { ImportState } from '@liaowang/shared/schemas/incident-import';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { GuardedTaskEnded } from '../../plugins/tasks/guarded-process.ts';

/** 409 for what this state of the import does not allow. */
export function importClosed(state: ImportState): RequestRefused {
  return new RequestRefused(409, { code: 'import-closed', reason: `This import is ${state}.` });
}

/** 403 for what only the account that imported it, or an administrator, may do. */
export function notYours(): RequestRefused {
  return new RequestRefused(403, {
    code: 'not-yours',
    reason: 'Only who imported this, or an administrator, may discard or undo it.',
  });
}

export function checkFirst(reason: string): RequestRefused {
  return new RequestRefused(409, { code: 'check-first', field: 'body.mapping', reason });
}

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
