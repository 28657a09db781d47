import { describe, expect, it } from 'vitest';
import {
  PERMISSIONS,
  ROLE_RULES,
  hasPermission,
  scopeBranchId,
  type Permission,
} from '@liaowang/shared/contract/permissions';
import { CLIENT_EVENTS, SERVER_EVENTS, roomOf } from '@liaowang/shared/contract/socket-events';
import { ROLES } from '@liaowang/shared/schemas/account';

describe('the permission table', () => {
  it('has a rule for every role, of known permissions, each once', () => {
    expect(Object.keys(ROLE_RULES).toSorted()).toEqual([...ROLES].toSorted());
    for (const { permissions } of Object.values(ROLE_RULES)) {
      expect(PERMISSIONS).toEqual(expect.arrayContaining([...permissions]));
      expect(new Set(permissions).size).toBe(permissions.length);
    }
  });

  it('denies what it does not list', () => {
    for (const role of ROLES) expect(hasPermission(role, 'everything:do' as Permission)).toBe(false);
  });

  it.each([
    ['volunteer', 'live:view'],
    ['volunteer', 'tracks:view'],
    ['police-liaison', 'tracks:view'],
    ['analyst', 'incidents:report'],
    ['analyst', 'alerts:view'],
    ['branch-lead', 'hotspots:view'],
    ['dispatcher', 'units:manage'],
    ['dispatcher', 'audit:view'],
  ] as const)('does not let the %s %s', (role, permission) => {
    expect(hasPermission(role, permission)).toBe(false);
  });

  it('gives the audit log, the register, accounts and basemaps to the administrator alone', () => {
    for (const permission of ['audit:view', 'units:manage', 'accounts:manage', 'basemaps:manage'] as const)
      expect(ROLES.filter((role) => hasPermission(role, permission))).toEqual(['administrator']);
  });
});

describe('scopes', () => {
  it('confine branch roles to their branch, and to none when they have none', () => {
    expect(scopeBranchId({ role: 'branch-lead', branchId: 7 })).toBe(7);
    expect(scopeBranchId({ role: 'volunteer', branchId: null })).toBe(-1);
    expect(scopeBranchId({ role: 'dispatcher', branchId: 7 })).toBeNull();
  });

  it('have rooms of their own', () => {
    const rooms = [
      roomOf('live:view', null),
      roomOf('live:view', 1),
      roomOf('live:view', 11),
      roomOf('alerts:view', 1),
    ];
    expect(new Set(rooms).size).toBe(rooms.length);
  });
});

it('every socket event requires a known permission', () => {
  for (const { requires } of Object.values(CLIENT_EVENTS)) expect(PERMISSIONS).toContain(requires);
  for (const { requires } of Object.values(SERVER_EVENTS)) expect([...PERMISSIONS, null]).toContain(requires);
});
