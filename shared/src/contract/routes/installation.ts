import { Installation } from '../../schemas/installation.ts';
import type { RouteTable } from '../route.ts';

export const installationRoutes = {
  'GET /installation': {
    summary: 'What the page may know before sign-in',
    tags: ['system'],
    requires: 'public',
    answers: { 200: Installation },
    refusals: [],
  },
} satisfies RouteTable;
