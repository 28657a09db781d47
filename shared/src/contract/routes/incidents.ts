import * as Type from 'typebox';
import { Instant } from '../../schemas/text.ts';
import {
  IncidentCollection,
  IncidentSummary,
  NearbyIncidents,
  NewIncident,
  IncidentFeature,
} from '../../schemas/incident.ts';
import { RowId } from '../../schemas/row-id.ts';
import { mayLeaveOut } from '../../schemas/may-leave-out.ts';
import { Done, type RouteTable } from '../route.ts';

export const incidentsRoutes = {
  'GET /incidents': {
    summary: 'Incidents of a window (by default the last 24 hours, open at the end), newest first',
    tags: ['incidents'],
    requires: 'incidents:view',
    query: Type.Object(
      {
        from: Type.Optional(Instant),
        to: Type.Optional(Instant),
        limit: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 10_000, default: 1_000 })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: IncidentCollection },
    refusals: [],
  },
  'GET /incidents/nearby': {
    summary: 'Incidents of the last days around a place, newest first',
    tags: ['incidents'],
    requires: 'incidents:view',
    query: Type.Object(
      {
        lng: Type.Number({ minimum: -180, maximum: 180 }),
        lat: Type.Number({ minimum: -90, maximum: 90 }),
        radiusMeters: mayLeaveOut(Type.Number({ exclusiveMinimum: 0, maximum: 2_000, default: 200 })),
        days: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 365, default: 28 })),
        limit: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 1_000, default: 100 })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: NearbyIncidents },
    refusals: [],
  },
  'GET /incidents/summary': {
    summary: 'Today so far beside the usual',
    tags: ['incidents'],
    requires: 'incidents:view',
    answers: { 200: IncidentSummary },
    refusals: [],
  },
  'POST /incidents': {
    summary: 'Report an incident',
    tags: ['incidents'],
    requires: 'incidents:report',
    body: NewIncident,
    answers: { 201: IncidentFeature },
    refusals: ['category-unknown', 'in-the-future', 'outside-jurisdiction', 'too-long-ago'],
  },
  'DELETE /incidents/:incidentId': {
    summary: 'Withdraw an incident (undo)',
    tags: ['incidents'],
    requires: 'incidents:report',
    params: Type.Object({ incidentId: RowId }),
    answers: { 204: Done },
    refusals: ['not-found', 'too-late-to-withdraw'],
  },
} satisfies RouteTable;
