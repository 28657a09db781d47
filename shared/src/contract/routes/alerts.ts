import * as Type from 'typebox';
import { Alert } from '../../schemas/alert.ts';
import { RowId } from '../../schemas/row-id.ts';
import type { RouteTable } from '../route.ts';

const AlertParams = Type.Object({ alertId: RowId });

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
  'POST /alerts/:alertId/clear': {
    summary: 'Close an alert',
    tags: ['alerts'],
    requires: 'alerts:acknowledge',
    params: AlertParams,
    answers: { 200: Alert },
    refusals: ['not-found', 'reaches-beyond-branch'],
  },
} satisfies RouteTable;
