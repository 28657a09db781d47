import type { Alert, AlertOf } from '@liaowang/shared/schemas/alert';
import { ALERT_KINDS, type AlertDetail, type AlertKind } from '@liaowang/shared/schemas/alert-kinds';

const AT = '2026-11-23T06:00:00.000Z';

/** What a kind tells where a test does not care. */
const DETAILS: { readonly [K in AlertKind]: AlertDetail<K> } = {
  sos: { pressedAt: AT, lastPressedAt: AT, lastPosition: null, knownPressAt: null },
  'unit-lost': { silentSince: AT },
  'units-lost': { silentSince: AT, silentUntil: AT, overdueAt: null },
  'area-uncovered': { maxUnseenMinutes: 20 },
  'unit-stationary': { stationarySince: AT, maxMinutes: 30, radiusMeters: 100 },
};

/** An alert that waits, with what a test cares about. */
export function makeAlert<K extends AlertKind>(
  known: Partial<Omit<AlertOf<K>, 'detail'>> & { id: number; kind: K; detail?: Partial<AlertDetail<K>> },
): Alert {
  return {
    status: 'raised',
    subjectKind: ALERT_KINDS[known.kind].subject,
    priority: ALERT_KINDS[known.kind].priority,
    subjectId: null,
    memberUnitIds: [],
    affectedUnitCount: 0,
    spansBranches: false,
    count: 1,
    branchId: null,
    position: null,
    raisedAt: AT,
    acknowledgedAt: null,
    acknowledgedBy: null,
    ...known,
    detail: { ...DETAILS[known.kind], ...known.detail },
  } as unknown as Alert;
}
