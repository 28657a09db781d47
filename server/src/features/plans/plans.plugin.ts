import fp from 'fastify-plugin';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { CoveragePlan, NewCoveragePlan } from '@liaowang/shared/schemas/coverage-plan';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { createPlansRepository } from './plans.repository.ts';
import { createPlansService, type PlansService } from './plans.service.ts';

const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
const PlanParams = Type.Object({ planId: RowId });

const plansRoutes: FastifyPluginAsyncTypebox<{ plans: PlansService }> = async (app, { plans }) => {
  const tags = ['coverage'];
  app.get(
    '/coverage/plans',
    {
      config: { requires: 'coverage:view' },
      schema: {
        tags,
        summary: 'Plans and backups, changed last first; to a branch lead those of the own branch',
        response: { 200: Type.Array(CoveragePlan) },
      },
    },
    async ({ scopeBranchId, account }) => plans.findAll(scopeBranchId, account),
  );
  app.post(
    '/coverage/plans',
    {
      config: { requires: 'coverage:plan' },
      schema: { tags, summary: 'Keep a plan', body: NewCoveragePlan, response: { 201: CoveragePlan } },
    },
    async (request, reply) => reply.code(201).send(await plans.create(request.body, request.account)),
  );
  app.get(
    '/coverage/plans/:planId',
    {
      config: { requires: 'coverage:view' },
      schema: { tags, summary: 'One plan', params: PlanParams, response: { 200: CoveragePlan } },
    },
    async (request) => plans.find(request.params.planId, request.scopeBranchId, request.account),
  );
  app.put(
    '/coverage/plans/:planId',
    {
      config: { requires: 'coverage:plan' },
      schema: {
        tags,
        summary: 'Replace a plan: who made it, or an administrator. `version` is the one that was read',
        params: PlanParams,
        body: Type.Object({ ...NewCoveragePlan.properties, version: Version }, { additionalProperties: false }),
        response: { 200: CoveragePlan },
      },
    },
    async (request) => plans.change(request.params.planId, request.body, request.account),
  );
  app.delete(
    '/coverage/plans/:planId',
    {
      config: { requires: 'coverage:plan' },
      schema: { tags, summary: 'Delete a plan: who made it, or an administrator', params: PlanParams },
    },
    async (request, reply) => {
      await plans.remove(request.params.planId, request.account);
      return reply.code(204).send();
    },
  );
  app.post(
    '/coverage/plans/:planId/apply',
    {
      config: { requires: 'coverage:manage' },
      schema: {
        tags,
        summary: 'Make a plan the set-up; what was is kept as a backup. Loops are not applied.',
        params: PlanParams,
        body: Type.Object({ version: Version }, { additionalProperties: false }),
        response: { 200: Type.Object({ plan: CoveragePlan, backup: CoveragePlan }) },
      },
    },
    async (request) => plans.apply(request.params.planId, request.body.version, request.account),
  );
};

export default fp(
  async (app) => {
    const plans = createPlansService({
      repository: createPlansRepository(app.db),
      db: app.db,
      bus: app.bus,
      audit: app.audit,
      timeZone: app.registry.jurisdiction.timeZone,
      lookouts: {
        findKnown: async () =>
          new Map(
            (await app.lookouts.findAll()).map(({ properties, isRemoved }) => [
              properties.lookoutId,
              { ...properties, isRemoved },
            ]),
          ),
        apply: (changes, client) => app.lookouts.apply(changes, client),
        reload: () => app.lookouts.reload(),
      },
      settings: app.coverageSettings,
    });
    app.bus.on('coverage-plans.changed', () => app.live.publishToAll('coverage-plans:changed'));
    await app.register(plansRoutes, { prefix: '/api/v1', plans });
  },
  { name: 'plans', dependencies: ['registry', 'audit', 'lookouts', 'coverage-settings', 'socket-io'] },
);
