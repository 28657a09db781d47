import * as Type from 'typebox';
import { Instant } from '../../schemas/text.ts';
import { mayLeaveOut } from '../../schemas/may-leave-out.ts';
import type { RouteTable } from '../route.ts';

const AuditRow = Type.Object({
  id: Type.Integer(),
  at: Instant,
  username: Type.Union([Type.String(), Type.Null()]),
  action: Type.String(),
  subject: Type.String(),
  detail: Type.Object({}, { additionalProperties: true }),
});

export const auditRoutes = {
  'GET /audit': {
    summary: 'Newest audit entries; `before` pages back',
    tags: ['audit'],
    requires: 'audit:view',
    query: Type.Object(
      {
        before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
        limit: mayLeaveOut(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: Type.Array(AuditRow) },
    refusals: [],
  },
} satisfies RouteTable;
