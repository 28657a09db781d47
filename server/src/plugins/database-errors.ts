/** This server's right to its database is in doubt (server-lock.ts): nothing is read or written until it is certain again. */
export class DatabaseNotHeld extends Error {}

function sqlStateOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

/** Connection trouble (as opposed to a query's own fault): network errors, shutdown and start-up of the server. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseNotHeld) return true;
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|57P0[123]|53300)$/.test(
      sqlStateOf(error),
    ) ||
    /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable/.test(
      error.message,
    )
  );
}

/** The database answers but cannot write: its disk is full (disk_full) or fails (io_error). */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /^(53100|58030|ENOSPC)$/.test(sqlStateOf(error)) || /No space left on device/i.test(error.message);
}

/** A statement was the victim of opposed ones (serialization_failure, deadlock_detected): it did nothing, and may be tried again. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && /^(40001|40P01)$/.test(sqlStateOf(error));
}

/** A row that may be there once only was there already (unique_violation). */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && sqlStateOf(error) === '23505';
}

/** The database gave a statement up for want of memory (out_of_memory). */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && sqlStateOf(error) === '53200';
}
