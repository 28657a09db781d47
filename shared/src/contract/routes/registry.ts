import * as Type from 'typebox';
import { Jurisdiction, Place, Branch, Station, KeyArea, NameReading, Schematic } from '../../schemas/registry.ts';
import { Road } from '../../schemas/road.ts';
import type { RouteTable } from '../route.ts';

export const registryRoutes = {
  'GET /jurisdiction': {
    summary: 'The city this installation serves',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Jurisdiction },
    refusals: [],
  },
  'GET /places': {
    summary: 'Towns and sub-districts',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(Place) },
    refusals: [],
  },
  'GET /branches': {
    summary: 'Branches of the association',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(Branch) },
    refusals: [],
  },
  'GET /stations': {
    summary: 'Service stations',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(Station) },
    refusals: [],
  },
  'GET /key-areas': {
    summary: 'Key areas',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(KeyArea) },
    refusals: [],
  },
  'GET /basemap': {
    summary: 'The built-in schematic basemap: GeoJSON, drawn by us',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Schematic },
    refusals: [],
  },
  'GET /names/readings': {
    summary:
      'Names of places, lookouts, streets, and of kinds of the units that the account may see, in Pinyin, for search',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(NameReading) },
    refusals: [],
  },
  'GET /roads': {
    summary: 'Streets and roads of the city, for the map and to say where something is',
    tags: ['registry'],
    requires: 'registry:view',
    answers: { 200: Type.Array(Road) },
    refusals: [],
  },
} satisfies RouteTable;
