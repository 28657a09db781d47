import * as Type from 'typebox';
import {
  IncidentCategoryList,
  MergedCategoryList,
  CategoryCountList,
  NewIncidentCategory,
  IncidentCategoryNode,
  CategoryParams,
  IncidentCategoryChange,
  CategoryMerge,
} from '../../schemas/incident-category.ts';
import type { RouteTable } from '../route.ts';

export const categoriesRoutes = {
  'GET /incident-categories': {
    summary: "The city's categories: our ten first, then its own kinds, with the words that files call them by",
    tags: ['categories'],
    requires: 'incidents:view',
    answers: { 200: IncidentCategoryList },
    refusals: [],
  },
  'GET /incident-categories/merged': {
    summary: 'Categories that were merged, and what stands for them: old filters and links still name them',
    tags: ['categories'],
    requires: 'incidents:view',
    answers: { 200: MergedCategoryList },
    refusals: [],
  },
  'GET /incident-categories/counts': {
    summary: 'Incidents of each category itself, without those below it',
    tags: ['categories'],
    requires: 'incidents:import',
    answers: { 200: CategoryCountList },
    refusals: [],
  },
  'POST /incident-categories': {
    summary: 'Adds a kind',
    tags: ['categories'],
    requires: 'incidents:import',
    body: NewIncidentCategory,
    answers: { 201: IncidentCategoryNode },
    refusals: ['category-name-taken', 'category-too-deep', 'category-unknown', 'too-many-categories'],
  },
  'PATCH /incident-categories/:categoryId': {
    summary: 'Renames or moves a kind with its incidents, or says which words it has',
    tags: ['categories'],
    requires: 'incidents:import',
    params: CategoryParams,
    body: IncidentCategoryChange,
    answers: { 200: IncidentCategoryNode },
    refusals: [
      'category-cycle',
      'category-fixed',
      'category-name-taken',
      'category-too-deep',
      'category-unknown',
      'not-found',
    ],
  },
  'POST /incident-categories/:categoryId/merge': {
    summary: 'Makes a kind another one: its incidents, its words and what is below it come with it',
    tags: ['categories'],
    requires: 'incidents:import',
    params: CategoryParams,
    body: CategoryMerge,
    answers: { 200: Type.Object({ incidentCount: Type.Integer() }) },
    refusals: ['category-cycle', 'category-fixed', 'category-too-deep', 'category-unknown', 'not-found'],
  },
} satisfies RouteTable;
