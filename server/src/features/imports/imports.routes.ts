import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  ImportMapping,
  ImportParams,
  ImportPreview,
  IncidentImport,
  IncidentImportList,
  type ImportRowProblem,
} from '@liaowang/shared/schemas/incident-import';
import { StartedJob } from '@liaowang/shared/schemas/job';
import { textOf } from '@liaowang/shared/schemas/text';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { ImportRowsRepository } from './import-rows.repository.ts';
import type { ImportsService } from './imports.service.ts';
import { CSV_LANGUAGES, writeProblemsCsv } from './problems-csv.ts';
import { MAX_FILE_BYTES, fileTooLarge } from './store-upload.ts';

const PROBLEMS_A_PAGE = 5_000;
/** Of a workbook's sheet. */
const MAX_SHEET_ROWS = 1_048_576;
const closed = { additionalProperties: false };
const Name = Type.Optional(Type.Union([textOf({ minLength: 1, maxLength: 200 }), Type.Null()]));

export const importsRoutes: FastifyPluginAsyncTypebox<{ service: ImportsService; rows: ImportRowsRepository }> = async (
  app,
  { service, rows },
) => {
  const tags = ['imports'];
  const config = { requires: 'incidents:import' as const };
  // A file is never held in memory: the route reads the stream itself.
  app.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES) done(fileTooLarge(), undefined);
    else done(null, payload);
  });

  async function* findProblemPages(importId: number, runId: string | null): AsyncGenerator<ImportRowProblem[]> {
    if (runId === null) return;
    for (let after = { row: 0, id: '0' }; ;) {
      const page = await rows.findProblems(importId, runId, after, PROBLEMS_A_PAGE);
      yield page;
      const last = page.at(-1);
      if (!last || page.length < PROBLEMS_A_PAGE) return;
      after = { row: last.row, id: last.id };
    }
  }

  app.post(
    '/incident-imports',
    {
      config,
      schema: {
        tags,
        summary: 'Takes in a file of incidents (application/octet-stream, at most 100 MB)',
        querystring: Type.Object({ fileName: textOf({ minLength: 1, maxLength: 200 }) }, closed),
        response: { 201: IncidentImport },
      },
    },
    async (request, reply) => {
      if (!(request.body instanceof Readable)) {
        throw new RequestRefused(415, {
          code: 'unsupported-media-type',
          reason: 'Send the file itself, as application/octet-stream.',
        });
      }
      return reply.code(201).send(await service.upload(request.query.fileName, request.body, request.account));
    },
  );
  app.get(
    '/incident-imports',
    {
      config,
      schema: {
        tags,
        summary:
          'Imports, newest first: all that are committed, and the newest 100 others; without the places of their dry runs',
        response: { 200: IncidentImportList },
      },
    },
    async (request) => ({ imports: await service.list(request.account) }),
  );
  app.get(
    '/incident-imports/:importId',
    { config, schema: { tags, summary: 'An import', params: ImportParams, response: { 200: IncidentImport } } },
    async (request) => service.find(request.params.importId, request.account),
  );
  app.post(
    '/incident-imports/:importId/preview',
    {
      config,
      schema: {
        tags,
        summary: 'The first rows of the file, a guess of how it is to be read, and what else can be chosen',
        params: ImportParams,
        body: Type.Object(
          {
            encoding: Type.Optional(Type.Union([textOf({ minLength: 1, maxLength: 40 }), Type.Null()])),
            sheet: Name,
            headerRow: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: MAX_SHEET_ROWS }), Type.Null()])),
            categoryColumn: Name,
            severityColumn: Name,
          },
          closed,
        ),
        response: { 200: ImportPreview },
      },
    },
    async (request) => service.preview(request.params.importId, request.account.id, request.body),
  );
  app.post(
    '/incident-imports/:importId/check',
    {
      config,
      schema: {
        tags,
        summary: 'Starts a dry run over all rows; followed as a job',
        params: ImportParams,
        body: ImportMapping,
        response: { 202: StartedJob },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await service.check(request.params.importId, request.body, request.account.id)),
  );
  app.get(
    '/incident-imports/:importId/problems.csv',
    {
      config,
      schema: {
        tags,
        summary: 'Rows that would not be, or were not, imported, and why',
        params: ImportParams,
        querystring: Type.Object({ language: Type.Enum(CSV_LANGUAGES, { default: 'zh-CN' }) }, closed),
      },
    },
    async (request, reply) => {
      const { importId, problemsRun } = await service.findOrRefuse(request.params.importId);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="import-${importId}-problems.csv"`)
        .send(Readable.from(writeProblemsCsv(findProblemPages(importId, problemsRun), request.query.language)));
    },
  );
  app.post(
    '/incident-imports/:importId/commit',
    {
      config,
      schema: {
        tags,
        summary: 'Starts storing what was checked, all of it or nothing; followed as a job',
        params: ImportParams,
        body: Type.Object({ mapping: ImportMapping }, closed),
        response: { 202: StartedJob },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await service.commit(request.params.importId, request.body.mapping, request.account.id)),
  );
  app.post(
    '/incident-imports/:importId/undo',
    {
      config,
      schema: {
        tags,
        summary: 'Takes a committed import back, its incidents are deleted: who imported it, or an administrator',
        params: ImportParams,
        response: { 200: IncidentImport },
      },
    },
    async (request) => service.undo(request.params.importId, request.account),
  );
  app.delete(
    '/incident-imports/:importId',
    {
      config,
      schema: {
        tags,
        summary: 'Throws an uncommitted import away: who brought it, or an administrator',
        params: ImportParams,
      },
    },
    async (request, reply) => {
      await service.discard(request.params.importId, request.account);
      return reply.code(204).send();
    },
  );
};
