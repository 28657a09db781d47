import * as Type from 'typebox';
import { Alert } from '../../schemas/alert.ts';
import { RowId } from '../../schemas/row-id.ts';
import type { RouteTable } from '../route.ts';

const AlertParams = Type.Object({ alertId: RowId });

/** As many can be taken or given back with one request. */
export const MOST_ALERTS_AT_ONCE = 200;
const AlertIds = Type.Object({
  alertIds: Type.Array(RowId, { minItems: 1, maxItems: MOST_ALERTS_AT_ONCE, uniqueItems: true }),
});
const ChangedAlerts = Type.Object({
  /** Those that were changed now, as they are. What somebody else was faster with, or what is not the asker's, is missing. */
  changed: Type.Array(Alert),
});

export const alertsRoutes = {
  'GET /alerts': {
    summary:
      'Alerts that are not cleared, all of them: those nobody took first, calls for help before all others, then newest first',
    tags: ['alerts'],
    requires: 'alerts:view',
    answers: { 200: Type.Array(Alert) },
    refusals: [],
  },
  'POST /alerts/:alertId/acknowledge': {
    summary: 'Take an alert',
    tags: ['alerts'],
    requires: 'alerts:acknowledge',
    params: AlertParams,
    answers: { 200: Alert },
    refusals: ['already-acknowledged', 'not-found', 'reaches-beyond-branch'],
  },
  'POST /alerts/acknowledge': {
    summary: "Take several alerts, as far as they wait and are the asker's to take",
    tags: ['alerts'],
    requires: 'alerts:acknowledge',
    body: AlertIds,
    answers: { 200: ChangedAlerts },
    refusals: [],
  },
  'POST /alerts/release': {
    summary: 'Give back alerts that the asker took: they wait again',
    tags: ['alerts'],
    requires: 'alerts:acknowledge',
    body: AlertIds,
    answers: { 200: ChangedAlerts },
    refusals: [],
  },
  'POST /alerts/:alertId/clear': {
    summary: 'Close an alert',
    tags: ['alerts'],
    requires: 'alerts:acknowledge',
    params: AlertParams,
    answers: { 200: Alert },
    refusals: ['not-found', 'reaches-beyond-branch'],
  },
} satisfies RouteTable;
