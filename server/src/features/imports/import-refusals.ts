import type { ImportState } from '@liaowang/shared/schemas/incident-import';
import { RequestRefused } from '../../plugins/error-handler.ts';

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
