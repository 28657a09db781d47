import { LookoutCollection } from '../../schemas/lookout.ts';
import type { RouteTable } from '../route.ts';

export const lookoutsRoutes = {
  'GET /lookouts': {
    summary: 'Lookouts with detection range and duty',
    tags: ['lookouts'],
    requires: 'registry:view',
    answers: { 200: LookoutCollection },
    refusals: [],
  },
} satisfies RouteTable;
