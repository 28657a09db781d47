import * as Type from 'typebox';
import { RowId } from '../../schemas/row-id.ts';
import { PositionCollection, Track } from '../../schemas/position.ts';
import { Instant } from '../../schemas/text.ts';
import type { RouteTable } from '../route.ts';

export const positionsRoutes = {
  'GET /positions/latest': {
    summary:
      'Newest position of every unit, or of one; by accounts that may not see tracks the look is audited, once an hour',
    tags: ['positions'],
    requires: 'live:view',
    query: Type.Object({ unitId: Type.Optional(RowId) }, { additionalProperties: false }),
    answers: { 200: PositionCollection },
    refusals: [],
  },
  'GET /units/:unitId/track': {
    summary: "A unit's fixes of a window, in time order; the look is audited",
    tags: ['positions'],
    requires: 'tracks:view',
    params: Type.Object({ unitId: RowId }),
    query: Type.Object({ from: Type.Optional(Instant), to: Type.Optional(Instant) }, { additionalProperties: false }),
    answers: { 200: Track },
    refusals: ['not-found'],
  },
} satisfies RouteTable;
