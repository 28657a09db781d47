import type { Alert } from '@liaowang/shared/schemas/alert';

/** An alert that waits, with what a test cares about. */
export function makeAlert(known: Partial<Alert> & Pick<Alert, 'id' | 'kind'>): Alert {
  return {
    status: 'raised',
    unitId: null,
    memberUnitIds: [],
    affectedUnitCount: 0,
    spansBranches: false,
    count: 1,
    keyAreaId: null,
    maxUnseenMinutes: null,
    branchId: null,
    position: null,
    lastPosition: null,
    raisedAt: '2026-11-23T06:00:00.000Z',
    pressedAt: null,
    lastPressedAt: null,
    overdueAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    ...known,
  };
}
