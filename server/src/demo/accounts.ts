import type { Role } from '@liaowang/shared/schemas/account';
import type { LocalizedName } from '@liaowang/shared/schemas/text';

/** Public on purpose: the demo holds nothing real, and says so on every page. */
export const DEMO_PASSWORD = 'liaowang-demo';

/** One account a role. Roles of a branch get the first branch of the made-up city. */
export const DEMO_ACCOUNTS: ReadonlyArray<{
  username: string;
  role: Role;
  displayName: LocalizedName;
  ofBranch: boolean;
}> = [
  { username: 'dispatcher', role: 'dispatcher', displayName: { zh: '值班员', en: 'Dispatcher' }, ofBranch: false },
  { username: 'analyst', role: 'analyst', displayName: { zh: '分析员', en: 'Analyst' }, ofBranch: false },
  {
    username: 'liaison',
    role: 'police-liaison',
    displayName: { zh: '警务联络员', en: 'Police liaison' },
    ofBranch: false,
  },
  {
    username: 'branch-lead',
    role: 'branch-lead',
    displayName: { zh: '分会负责人', en: 'Branch lead' },
    ofBranch: true,
  },
  { username: 'volunteer', role: 'volunteer', displayName: { zh: '志愿者', en: 'Volunteer' }, ofBranch: true },
  { username: 'admin', role: 'administrator', displayName: { zh: '管理员', en: 'Administrator' }, ofBranch: false },
];

/** What a demo shows before sign-in. */
export const DEMO_SIGN_IN = {
  accounts: DEMO_ACCOUNTS.map(({ username, role, displayName }) => ({ username, role, displayName })),
  password: DEMO_PASSWORD,
};
