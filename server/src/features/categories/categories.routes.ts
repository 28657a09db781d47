import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  CategoryCountList,
  CategoryMerge,
  CategoryParams,
  IncidentCategoryChange,
  IncidentCategoryList,
  IncidentCategoryNode,
  MergedCategoryList,
  NewIncidentCategory,
} from '@liaowang/shared/schemas/incident-category';

/** `/incident-categories`: to read for everybody who sees incidents, to change for those who import them. */
export const categoriesRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tags = ['categories'];
  const view = { requires: 'incidents:view' as const };
  const change = { requires: 'incidents:import' as const };
  app.get(
    '/incident-categories',
    {
      config: view,
      schema: {
        tags,
        summary: "The city's categories: our ten first, then its own kinds, with the words that files call them by",
        response: { 200: IncidentCategoryList },
      },
    },
    () => app.categories.findAll(),
  );
  app.get(
    '/incident-categories/merged',
    {
      config: view,
      schema: {
        tags,
        summary: 'Categories that were merged, and what stands for them: old filters and links still name them',
        response: { 200: MergedCategoryList },
      },
    },
    () => app.categories.findMerged(),
  );
  app.get(
    '/incident-categories/counts',
    {
      config: change,
      schema: {
        tags,
        summary: 'Incidents of each category itself, without those below it',
        response: { 200: CategoryCountList },
      },
    },
    () => app.categories.countIncidents(),
  );
  app.post(
    '/incident-categories',
    {
      config: change,
      schema: { tags, summary: 'Adds a kind', body: NewIncidentCategory, response: { 201: IncidentCategoryNode } },
    },
    async ({ body, account }, reply) => reply.code(201).send(await app.categories.create(body, account.id)),
  );
  app.patch(
    '/incident-categories/:categoryId',
    {
      config: change,
      schema: {
        tags,
        summary: 'Renames or moves a kind with its incidents, or says which words it has',
        params: CategoryParams,
        body: IncidentCategoryChange,
        response: { 200: IncidentCategoryNode },
      },
    },
    async ({ params, body, account }) => app.categories.change(params.categoryId, body, account.id),
  );
  app.post(
    '/incident-categories/:categoryId/merge',
    {
      config: change,
      schema: {
        tags,
        summary: 'Makes a kind another one: its incidents, its words and what is below it come with it',
        params: CategoryParams,
        body: CategoryMerge,
        response: { 200: Type.Object({ incidentCount: Type.Integer() }) },
      },
    },
    async ({ params, body, account }) => ({
      incidentCount: await app.categories.merge(params.categoryId, body.into, account.id),
    }),
  );
};
