import * as Type from 'typebox';
import { LookoutCollection, LookoutFeature, LookoutRange } from '../../schemas/lookout.ts';
import { RowId } from '../../schemas/row-id.ts';
import type { RouteTable } from '../route.ts';

/** Why a drawn ground is refused. */
export const GROUND_REFUSED = [
  'ground-crosses-itself',
  'ground-not-closed',
  'ground-too-far',
  'ground-too-small',
] as const;

export const lookoutsRoutes = {
  'GET /lookouts': {
    summary: 'Lookouts with detection range, what they see within it, and duty',
    tags: ['lookouts'],
    requires: 'registry:view',
    answers: { 200: LookoutCollection },
    refusals: [],
  },
  'PUT /lookouts/:lookoutId/range': {
    summary:
      'Say what a lookout sees: a disk, a sector, or drawn ground. `was` is what the writer read: where it is something else by now, nothing changes',
    tags: ['lookouts'],
    requires: 'coverage:manage',
    params: Type.Object({ lookoutId: RowId }),
    body: LookoutRange,
    answers: { 200: LookoutFeature },
    refusals: [...GROUND_REFUSED, 'changed-meanwhile', 'not-found'],
  },
} satisfies RouteTable;
