import { createHash } from 'node:crypto';

/** What is kept of a token that opens something once: a leaked backup opens nothing. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
