import * as Type from 'typebox';
import { LookoutChange, LookoutCollection, LookoutFeature, LookoutRange, NewLookout } from '../../schemas/lookout.ts';
import { AsOf } from '../../schemas/register-entry.ts';
import { RowId } from '../../schemas/row-id.ts';
import { Done, type RouteTable } from '../route.ts';
import { ENTRY_REFUSED } from './registry.ts';

const OfLookout = Type.Object({ lookoutId: RowId });

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
    query: AsOf,
    answers: { 200: LookoutCollection },
    refusals: [],
  },
  'POST /lookouts': {
    summary: 'Puts up a lookout',
    tags: ['lookouts'],
    requires: 'registry:manage',
    body: NewLookout,
    answers: { 201: LookoutFeature },
    refusals: [...ENTRY_REFUSED, ...GROUND_REFUSED, 'number-taken'],
  },
  'PATCH /lookouts/:lookoutId': {
    summary: 'Changes a lookout; what it was is kept with since when',
    tags: ['lookouts'],
    requires: 'registry:manage',
    params: OfLookout,
    body: LookoutChange,
    takesVersion: true,
    answers: { 200: LookoutFeature },
    refusals: [...ENTRY_REFUSED, ...GROUND_REFUSED, 'not-found', 'number-taken'],
  },
  'DELETE /lookouts/:lookoutId': {
    summary: 'Takes a lookout away: lists of past days still have it',
    tags: ['lookouts'],
    requires: 'registry:manage',
    params: OfLookout,
    takesVersion: true,
    answers: { 204: Done },
    refusals: ['not-found'],
  },
  'PUT /lookouts/:lookoutId/range': {
    summary:
      'Say what a lookout sees: a disk, a sector, or drawn ground. `was` is what the writer read: where it is something else by now, nothing changes',
    tags: ['lookouts'],
    requires: 'coverage:manage',
    params: OfLookout,
    body: LookoutRange,
    answers: { 200: LookoutFeature },
    refusals: [...GROUND_REFUSED, 'changed-meanwhile', 'not-found'],
  },
} satisfies RouteTable;
