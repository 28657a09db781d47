import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { ManagedAccount, NewAccount, Role } from '@liaowang/shared/schemas/account';

/** A form half filled in. */
export interface AccountDraft {
  username: string;
  nameZh: string;
  nameEn: string;
  role: Role;
  branchId: number | null;
}

/** The least that anybody needs, so that more is a choice. */
export const EMPTY_DRAFT: AccountDraft = { username: '', nameZh: '', nameEn: '', role: 'volunteer', branchId: null };

/** Problems by field, each a key of the texts' `form` or `accounts` section. */
export type DraftProblems = Partial<
  Record<'username' | 'nameZh' | 'branchId', 'required' | 'badUsername' | 'tooShort'>
>;

export const LEAST_USERNAME = 3;
const USERNAME = /^[a-z0-9][a-z0-9._-]{2,63}$/;

/** Longest names, characters. */
export const MAX_NAME = { zh: 120, en: 160 } as const;

/** What is typed or pasted as one line that is not too long. */
export const toLine = (text: string, maxLength: number): string =>
  text.replaceAll(/[\p{Cc}]+/gu, ' ').slice(0, maxLength);

export const belongsToBranch = (role: Role): boolean => ROLE_RULES[role].scope === 'branch';

export function toDraft({ username, displayName, role, branchId }: ManagedAccount): AccountDraft {
  return { username, nameZh: displayName.zh, nameEn: displayName.en, role, branchId };
}

/** What the server would refuse; an empty object = it can be sent. */
export function findDraftProblems({ username, nameZh, role, branchId }: AccountDraft): DraftProblems {
  const problems: DraftProblems = {};
  if (username === '') problems.username = 'required';
  else if (username.length < LEAST_USERNAME) problems.username = 'tooShort';
  else if (!USERNAME.test(username)) problems.username = 'badUsername';
  if (nameZh.trim() === '') problems.nameZh = 'required';
  if (belongsToBranch(role) && branchId === null) problems.branchId = 'required';
  return problems;
}

/** What is sent; roles that see the whole city have no branch. */
export function toAccount({ username, nameZh, nameEn, role, branchId }: AccountDraft): NewAccount {
  return {
    username,
    displayName: { zh: nameZh.trim(), en: nameEn.trim() },
    role,
    branchId: belongsToBranch(role) ? branchId : null,
  };
}
