import { Credentials, Session, FirstAdministrator } from '../../schemas/account.ts';
import { Done, type RouteTable } from '../route.ts';

export const accountsRoutes = {
  'POST /session': {
    summary: 'Sign in',
    tags: ['accounts'],
    requires: 'public',
    body: Credentials,
    answers: { 200: Session },
    refusals: ['too-many-requests', 'wrong-credentials'],
  },
  'GET /session': {
    summary: 'Who is signed in',
    tags: ['accounts'],
    requires: 'session',
    answers: { 200: Session },
    refusals: [],
  },
  'DELETE /session': {
    summary: 'Sign out',
    tags: ['accounts'],
    requires: 'session',
    answers: { 204: Done },
    refusals: [],
  },
  'POST /set-up': {
    summary: 'Make the first administrator, with the one-time link printed at first start',
    tags: ['accounts'],
    requires: 'public',
    body: FirstAdministrator,
    answers: { 200: Session },
    refusals: ['set-up-token-void', 'too-many-requests'],
  },
} satisfies RouteTable;
