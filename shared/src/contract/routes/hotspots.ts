import * as Type from 'typebox';
import { HotspotQuery, Hotspots } from '../../schemas/hotspot.ts';
import { Instant } from '../../schemas/text.ts';
import { ZoneQuestion, FoundZones } from '../../schemas/found-zones.ts';
import { RowId } from '../../schemas/row-id.ts';
import { NearRepeats } from '../../schemas/near-repeat.ts';
import type { RouteTable } from '../route.ts';

export const hotspotsRoutes = {
  'GET /hotspots': {
    summary: 'High-incident zones: quartic density and its contour zones over a window',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    query: HotspotQuery,
    answers: { 200: Hotspots },
    refusals: ['category-unknown'],
  },
  'GET /hotspots/incidents': {
    summary:
      'Incidents of [from, to) as packed columns (shared/src/contract/incident-columns.ts) after the categories they are of, the newest 250,000; headers tell how many older ones are left out, and when the first and last of the window occurred',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    query: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }, { additionalProperties: false }),
    answers: { 200: { mediaType: 'application/octet-stream' } },
    refusals: ['empty-window'],
  },
  'POST /hotspots/zones': {
    summary: 'Zones of a method among the incidents of a filter, as the page finds them',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    body: ZoneQuestion,
    answers: { 200: FoundZones },
    refusals: ['category-unknown', 'empty-window', 'zones-too-costly'],
  },
  'GET /hotspots/incidents/:incidentId/near-repeats': {
    summary: 'Earlier incidents of the same kind within 200 m and 14 days, and until when to watch',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    params: Type.Object({ incidentId: RowId }),
    answers: { 200: NearRepeats },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
