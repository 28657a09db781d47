import { readSetting, writeSetting } from '../lib/stored-setting.ts';

const MAX_RECENT = 6;

/** Of each account by itself: what one person looked for is no other's business. */
const keyOf = (username: string): string => `recentSearches.${username}`;

/** Ids of what an account chose from the search box lately in this browser, the latest first. */
export function readRecentSearches(username: string): string[] {
  return readSetting(keyOf(username))?.split(' ') ?? [];
}

/** Puts what was chosen before the others. */
export function rememberSearch(username: string, id: string): void {
  const others = readRecentSearches(username).filter((other) => other !== id);
  writeSetting(keyOf(username), [id, ...others].slice(0, MAX_RECENT).join(' '));
}
