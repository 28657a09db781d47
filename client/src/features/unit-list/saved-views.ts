import { readSetting, writeSetting } from '../../lib/stored-setting.ts';
import { formatView, parseView, type UnitView } from './unit-view.ts';

/** A view that somebody gave a name. */
export interface SavedView {
  name: string;
  /** As a link says it. */
  text: string;
}

const MAX_SAVED = 30;
export const MAX_NAME_LENGTH = 40;

const settingOf = (username: string): string => `unitLists.${username}`;

const isSaved = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'text' in value &&
  typeof value.name === 'string' &&
  typeof value.text === 'string';

/** What an account keeps in this browser, in the order of its names; what somebody else wrote there counts as nothing. */
export function readSavedViews(username: string): readonly SavedView[] {
  try {
    const stored: unknown = JSON.parse(readSetting(settingOf(username)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isSaved) : [];
  } catch {
    return [];
  }
}

function write(username: string, views: readonly SavedView[]): readonly SavedView[] {
  writeSetting(settingOf(username), JSON.stringify(views));
  return views;
}

/** Keeps a view under a name, in place of the one that had it; beyond {@link MAX_SAVED} the oldest goes. */
export function saveView(username: string, name: string, view: UnitView): readonly SavedView[] {
  const others = readSavedViews(username).filter((saved) => saved.name !== name);
  return write(username, [...others, { name, text: formatView(view) }].slice(-MAX_SAVED));
}

/** Forgets a view. */
export function forgetView(username: string, name: string): readonly SavedView[] {
  return write(
    username,
    readSavedViews(username).filter((saved) => saved.name !== name),
  );
}

/** What a kept text means, read as an address is. */
export const readView = (text: string): UnitView => parseView(new URLSearchParams(`v=${text}`).get('v') ?? '');
