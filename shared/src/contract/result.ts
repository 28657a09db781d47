import type { Refusal } from '../schemas/error.ts';

/** Answer of a socket acknowledgement: an expected refusal is a value, not an exception. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Refusal };
