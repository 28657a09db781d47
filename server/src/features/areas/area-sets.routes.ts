import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  AreaChange,
  AreaFileCheck,
  AreaFileQuery,
  AreaFileReading,
  AreaSet,
  AreaSetChange,
  AreaSetId,
  AreaSetName,
  AreaSetWithAreas,
  MAX_AREA_FILE_BYTES,
  NewArea,
  NewDrawnSet,
} from '@liaowang/shared/schemas/area-set';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { AreaSetsService } from './area-sets.service.ts';

const SetParams = Type.Object({ areaSetId: AreaSetId });
const AreaParams = Type.Object({ areaSetId: AreaSetId, areaId: RowId });
const closed = { additionalProperties: false };

/** The file of a request. */
function toFile(body: unknown): Buffer {
  if (!Buffer.isBuffer(body))
    throw new RequestRefused(415, {
      code: 'unsupported-media-type',
      reason: 'Send the file itself, as application/octet-stream.',
    });
  return body;
}

export const areaSetsRoutes: FastifyPluginAsyncTypebox<{ service: AreaSetsService }> = async (app, { service }) => {
  const tags = ['areas'];
  const view = { requires: 'hotspots:view' as const };
  const change = { requires: 'incidents:import' as const };
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: MAX_AREA_FILE_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.get(
    '/area-sets',
    {
      config: view,
      schema: {
        tags,
        summary: 'Sets of areas that incidents can be counted by, that of the branches first',
        response: { 200: Type.Object({ areaSets: Type.Array(AreaSet) }) },
      },
    },
    async (request) => ({ areaSets: await service.list(request.account) }),
  );
  app.get(
    '/area-sets/:areaSetId',
    {
      config: view,
      schema: {
        tags,
        summary: 'A set with the shapes of its areas',
        params: SetParams,
        response: { 200: AreaSetWithAreas },
      },
    },
    async (request) => service.find(request.params.areaSetId, request.account),
  );
  app.post(
    '/area-sets/check',
    {
      config: change,
      bodyLimit: MAX_AREA_FILE_BYTES,
      schema: {
        tags,
        summary:
          'What would become of a file of areas (GeoJSON, zipped shapefile, KML, KMZ; application/octet-stream, at most 20 MB); nothing is stored',
        querystring: AreaFileQuery,
        response: { 200: AreaFileCheck },
      },
    },
    async (request) => service.check(toFile(request.body), request.query, request.account),
  );
  app.post(
    '/area-sets',
    {
      config: change,
      bodyLimit: MAX_AREA_FILE_BYTES,
      schema: {
        tags,
        summary: 'Stores a file of areas as a set',
        querystring: Type.Object({ ...AreaFileReading, name: AreaSetName }, closed),
        response: { 201: AreaSetWithAreas },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await service.importFile(toFile(request.body), request.query, request.account)),
  );
  app.post(
    '/area-sets/drawn',
    {
      config: change,
      schema: {
        tags,
        summary: 'Starts a set with an area that was drawn',
        body: NewDrawnSet,
        response: { 201: AreaSetWithAreas },
      },
    },
    async (request, reply) => reply.code(201).send(await service.createDrawn(request.body, request.account)),
  );
  app.put(
    '/area-sets/:areaSetId',
    {
      config: change,
      schema: {
        tags,
        summary: 'Renames a set: who made it, or an administrator',
        params: SetParams,
        body: AreaSetChange,
        response: { 200: AreaSetWithAreas },
      },
    },
    async (request) => service.changeSet(request.params.areaSetId, request.body, request.account),
  );
  app.delete(
    '/area-sets/:areaSetId',
    { config: change, schema: { tags, summary: 'Deletes a set: who made it, or an administrator', params: SetParams } },
    async (request, reply) => {
      await service.remove(request.params.areaSetId, request.account);
      return reply.code(204).send();
    },
  );
  app.post(
    '/area-sets/:areaSetId/areas',
    {
      config: change,
      schema: {
        tags,
        summary: 'Adds an area that was drawn',
        params: SetParams,
        body: NewArea,
        response: { 201: AreaSetWithAreas },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await service.addArea(request.params.areaSetId, request.body, request.account)),
  );
  app.put(
    '/area-sets/:areaSetId/areas/:areaId',
    {
      config: change,
      schema: {
        tags,
        summary: 'Renames an area, or says how many residents or households it has',
        params: AreaParams,
        body: AreaChange,
        response: { 200: AreaSetWithAreas },
      },
    },
    async (request) =>
      service.changeArea(request.params.areaSetId, request.params.areaId, request.body, request.account),
  );
  app.delete(
    '/area-sets/:areaSetId/areas/:areaId',
    {
      config: change,
      schema: {
        tags,
        summary: 'Takes an area out of its set',
        params: AreaParams,
        response: { 200: AreaSetWithAreas },
      },
    },
    async (request) => service.removeArea(request.params.areaSetId, request.params.areaId, request.account),
  );
};
