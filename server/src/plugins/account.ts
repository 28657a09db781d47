import type { Role } from '@liaowang/shared/schemas/account';
import type { LocalizedName } from '@liaowang/shared/schemas/text';

/** The account behind a request or socket. */
export interface Account {
  id: number;
  username: string;
  displayName: LocalizedName;
  role: Role;
  branchId: number | null;
}

/** An account as it was when somebody proved to be its owner. */
export interface VersionedAccount extends Account {
  version: number;
}

/** The columns of `accounts` that say who somebody is. */
export interface AccountRow {
  id: number;
  username: string;
  name_zh: string;
  name_en: string;
  role: Role;
  branch_id: number | null;
}

/** An account of its columns. */
export const toAccount = ({ id, username, name_zh, name_en, role, branch_id }: AccountRow): Account => ({
  id,
  username,
  displayName: { zh: name_zh, en: name_en },
  role,
  branchId: branch_id,
});
