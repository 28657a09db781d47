import * as Type from 'typebox';
import { CoveragePlan, NewCoveragePlan } from '../../schemas/coverage-plan.ts';
import { RowId } from '../../schemas/row-id.ts';
import { Done, type RouteTable } from '../route.ts';
import { GROUND_REFUSED } from './lookouts.ts';

const PlanParams = Type.Object({ planId: RowId });
const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

/** What a plan may not say. */
const PLAN_REFUSED = [
  'duplicate-part',
  'no-duty-hours',
  'outside-jurisdiction',
  'unknown-lookout',
  ...GROUND_REFUSED,
] as const;

export const plansRoutes = {
  'GET /coverage/plans': {
    summary: 'Plans and backups, changed last first; to a branch lead those of the own branch',
    tags: ['coverage'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(CoveragePlan) },
    refusals: [],
  },
  'POST /coverage/plans': {
    summary: 'Keep a plan',
    tags: ['coverage'],
    requires: 'coverage:plan',
    body: NewCoveragePlan,
    answers: { 201: CoveragePlan },
    refusals: [...PLAN_REFUSED],
  },
  'GET /coverage/plans/:planId': {
    summary: 'One plan',
    tags: ['coverage'],
    requires: 'coverage:view',
    params: PlanParams,
    answers: { 200: CoveragePlan },
    refusals: ['not-found'],
  },
  'PUT /coverage/plans/:planId': {
    summary: 'Replace a plan: who made it, or an administrator. `version` is the one that was read',
    tags: ['coverage'],
    requires: 'coverage:plan',
    params: PlanParams,
    body: Type.Object({ ...NewCoveragePlan.properties, version: Version }, { additionalProperties: false }),
    answers: { 200: CoveragePlan },
    refusals: [...PLAN_REFUSED, 'backup-fixed', 'not-found', 'not-yours', 'plan-changed'],
  },
  'DELETE /coverage/plans/:planId': {
    summary: 'Delete a plan: who made it, or an administrator',
    tags: ['coverage'],
    requires: 'coverage:plan',
    params: PlanParams,
    answers: { 204: Done },
    refusals: ['backup-kept', 'not-found', 'not-yours'],
  },
  'POST /coverage/plans/:planId/apply': {
    summary: 'Make a plan the set-up; what was is kept as a backup. Loops are not applied.',
    tags: ['coverage'],
    requires: 'coverage:manage',
    params: PlanParams,
    body: Type.Object({ version: Version }, { additionalProperties: false }),
    answers: { 200: Type.Object({ plan: CoveragePlan, backup: CoveragePlan }) },
    refusals: ['not-found', 'plan-changed', 'unknown-lookout'],
  },
} satisfies RouteTable;
