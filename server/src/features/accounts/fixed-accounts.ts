import { RequestRefused } from '../../plugins/error-handler.ts';

/** Accounts that nobody changes. */
export interface FixedAccounts {
  /** @throws {RequestRefused} 409 where the account of this name stays as it is */
  refuse(username: string): void;
}

/** Those of a demo, whose passwords stand on its sign-in page: whoever tried it could lock out whoever comes next. */
export function createFixedAccounts(usernames: readonly string[]): FixedAccounts {
  const fixed = new Set(usernames);
  return {
    refuse(username) {
      if (fixed.has(username))
        throw new RequestRefused(409, {
          code: 'demo-account',
          reason: 'The accounts of the demo stay as they are. Add one of your own to try this.',
        });
    },
  };
}
