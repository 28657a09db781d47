import type { FastifyPluginAsync } from 'fastify';
import {
  MAX_REFERENCE_FILE_BYTES,
  MAX_REFERENCE_LAYERS,
  type ReferenceFileQuery,
} from '@liaowang/shared/schemas/reference-layer';
import { trimName } from '@liaowang/shared/schemas/text';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import { readFileBody, takeFileBodies } from '../../plugins/file-body.ts';
import { readUploaded } from '../../plugins/tasks/read-uploaded.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import { FILE_LOOK_LANE, FILE_LOOK_LIMITS } from '../imports/readers/file-look-lane.ts';
import type runReferenceFile from './reference-file.task.ts';
import type { ReadReferenceFile } from './reference-file.task.ts';
import { createReferenceLayersRepository } from './reference-layers.repository.ts';

/** Layers of the city's own: whoever sees the map sees them, administrators bring and change them. */
export const referenceLayersRoutes: FastifyPluginAsync = async (app) => {
  const repository = createReferenceLayersRepository(app.db);
  const readFile = app.tasks.inProcess<typeof runReferenceFile>(import.meta.url, './reference-file.task', {
    lane: FILE_LOOK_LANE,
  });
  takeFileBodies(app, MAX_REFERENCE_FILE_BYTES);

  const read = async (body: unknown, query: ReferenceFileQuery, accountId: number): Promise<ReadReferenceFile> => {
    const bytes = readFileBody(body);
    const { fileName, labelColumn, datum, coordinateSystem } = query;
    const { center, boundary } = app.registry.jurisdiction;
    const how = { fileName, labelColumn, datum, coordinateSystem, jurisdiction: { center, boundary } };
    return readUploaded(bytes, (file, server) =>
      readFile({ ...how, ...file }, accountId, { ...FILE_LOOK_LIMITS, server }),
    );
  };

  serveRoute(app, 'GET /reference-layers', async () => ({ layers: await repository.findAll() }));
  serveRoute(app, 'GET /reference-layers/:layerId/features', async ({ params: { layerId } }) => {
    if (!(await repository.find(layerId))) throw notFound('layer');
    return repository.findFeatures(layerId);
  });
  serveRoute(
    app,
    'POST /reference-layers/check',
    async (request) => (await read(request.body, request.query, request.account.id)).check,
  );
  serveRoute(app, 'POST /reference-layers', async ({ body, query, account }) => {
    const { check, features } = await read(body, query, account.id);
    const { nameZh, nameEn = '', color, fromZoom, fileName } = query;
    return app.db.transaction(async (client) => {
      await repository.lockAll(client);
      if ((await repository.findAll(client)).length >= MAX_REFERENCE_LAYERS)
        throw new RequestRefused(409, {
          code: 'too-many-reference-layers',
          reason: `There may be ${MAX_REFERENCE_LAYERS} layers. Delete some first.`,
        });
      const name = trimName({ zh: nameZh, en: nameEn });
      const layer = { name, color, fromZoom, fileName, hasLabels: features.some(({ label }) => label !== '') };
      const layerId = await repository.insert(layer, features, client);
      await app.audit.record(
        {
          accountId: account.id,
          action: 'reference-layer.created',
          subject: `reference-layer:${layerId}`,
          detail: { name, fileName, counts: check.counts },
        },
        client,
      );
      return (await repository.find(layerId, client))!;
    });
  });
  serveRoute(app, 'PUT /reference-layers/:layerId', async ({ params: { layerId }, body, account }) =>
    app.db.transaction(async (client) => {
      const before = await repository.find(layerId, client);
      const after = { ...body, name: trimName(body.name) };
      if (!before || !(await repository.update(layerId, after, client))) throw notFound('layer');
      const { name, color, fromZoom } = before;
      await app.audit.record(
        {
          accountId: account.id,
          action: 'reference-layer.changed',
          subject: `reference-layer:${layerId}`,
          detail: { before: { name, color, fromZoom }, after },
        },
        client,
      );
      return (await repository.find(layerId, client))!;
    }),
  );
  serveRoute(app, 'DELETE /reference-layers/:layerId', async ({ params: { layerId }, account }) => {
    await app.db.transaction(async (client) => {
      const before = await repository.find(layerId, client);
      if (!before || !(await repository.remove(layerId, client))) throw notFound('layer');
      await app.audit.record(
        {
          accountId: account.id,
          action: 'reference-layer.deleted',
          subject: `reference-layer:${layerId}`,
          detail: { name: before.name, fileName: before.fileName },
        },
        client,
      );
    });
  });
};
