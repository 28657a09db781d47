import type { Role } from '../schemas/account.ts';

/** Everything an account may be allowed to do. A route or socket event names exactly one of these. */
export const PERMISSIONS = [
  'registry:view',
  'registry:manage',
  'jurisdiction:manage',
  'live:view',
  'tracks:view',
  'units:manage',
  'incidents:view',
  'incidents:report',
  'incidents:manage',
  'incidents:import',
  'alerts:view',
  'alerts:acknowledge',
  'coverage:view',
  'coverage:plan',
  'coverage:manage',
  'hotspots:view',
  'hotspots:review',
  'audit:view',
  'basemaps:manage',
  'accounts:manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Beside permissions: `public` = nobody signed in, `session` = anybody signed in, `device` = a known device. */
export type Requirement = Permission | 'public' | 'session' | 'device';

interface RoleRule {
  /** `city` sees everything; `branch` only what belongs to its own branch. */
  scope: 'city' | 'branch';
  permissions: readonly Permission[];
}

/** The whole authorisation model on one screen. What is not listed is denied. */
export const ROLE_RULES: Record<Role, RoleRule> = {
  administrator: { scope: 'city', permissions: PERMISSIONS },
  dispatcher: {
    scope: 'city',
    permissions: [
      'registry:view',
      'live:view',
      'tracks:view',
      'incidents:view',
      'incidents:report',
      'incidents:manage',
      'alerts:view',
      'alerts:acknowledge',
      'coverage:view',
      'coverage:plan',
      'coverage:manage',
      'hotspots:view',
      'hotspots:review',
    ],
  },
  analyst: {
    scope: 'city',
    permissions: [
      'registry:view',
      'live:view',
      'tracks:view',
      'incidents:view',
      'incidents:import',
      'coverage:view',
      'coverage:plan',
      'hotspots:view',
      'hotspots:review',
    ],
  },
  'police-liaison': {
    scope: 'city',
    permissions: [
      'registry:view',
      'live:view',
      'incidents:view',
      'incidents:report',
      'incidents:import',
      'alerts:view',
      'coverage:view',
      'hotspots:view',
      'hotspots:review',
    ],
  },
  'branch-lead': {
    scope: 'branch',
    permissions: [
      'registry:view',
      'registry:manage',
      'live:view',
      'tracks:view',
      'incidents:view',
      'incidents:report',
      'alerts:view',
      'alerts:acknowledge',
      'coverage:view',
    ],
  },
  volunteer: { scope: 'branch', permissions: ['registry:view', 'incidents:view', 'incidents:report'] },
};

/** Whether a role holds a permission. */
export function hasPermission(role: Role, permission: Permission): boolean {
  return ROLE_RULES[role].permissions.includes(permission);
}

/** The branch an account is confined to, or null when it sees the whole city. A branch role without a branch sees nothing (`-1` matches no branch). */
export function scopeBranchId(account: { role: Role; branchId: number | null }): number | null {
  return ROLE_RULES[account.role].scope === 'city' ? null : (account.branchId ?? -1);
}

/** Whether an account may change or take away what `ownerId` made: its own, and as an administrator everybody's. */
export function mayChangeOf(account: { id: number; role: Role }, ownerId: number): boolean {
  return account.id === ownerId || account.role === 'administrator';
}
