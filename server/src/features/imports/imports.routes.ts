import { Readable } from 'node:stream';
import type { FastifyPluginAsync } from 'fastify';
import { MAX_IMPORT_BYTES, type ImportRowProblem } from '@liaowang/shared/schemas/incident-import';
import { FILE_BODY, notAFile } from '../../plugins/file-body.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import type { ImportRowsRepository } from './import-rows.repository.ts';
import type { ImportsService } from './imports.service.ts';
import { writeProblemsCsv } from './problems-csv.ts';
import { fileTooLarge } from './store-upload.ts';

const PROBLEMS_A_PAGE = 5_000;

export const importsRoutes: FastifyPluginAsync<{ service: ImportsService; rows: ImportRowsRepository }> = async (
  app,
  { service, rows },
) => {
  // A file is never held in memory: the route reads the stream itself.
  app.addContentTypeParser(FILE_BODY, (request, payload, done) => {
    if (Number(request.headers['content-length'] ?? 0) > MAX_IMPORT_BYTES) done(fileTooLarge(), undefined);
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

  serveRoute(app, 'POST /incident-imports', async (request) => {
    if (!(request.body instanceof Readable)) throw notAFile();
    return service.upload(request.query.fileName, request.body, request.account);
  });
  serveRoute(app, 'GET /incident-imports', async (request) => ({ imports: await service.list(request.account) }));
  serveRoute(app, 'GET /incident-imports/:importId', async (request) =>
    service.find(request.params.importId, request.account),
  );
  serveRoute(app, 'POST /incident-imports/:importId/preview', async (request) =>
    service.preview(request.params.importId, request.account.id, request.body),
  );
  serveRoute(app, 'POST /incident-imports/:importId/check', async (request) =>
    service.check(request.params.importId, request.body, request.account.id),
  );
  serveRoute(app, 'GET /incident-imports/:importId/problems.csv', async (request, reply) => {
    const { importId, problemsRun } = await service.findOrRefuse(request.params.importId);
    reply.header('content-disposition', `attachment; filename="import-${importId}-problems.csv"`);
    return Readable.from(writeProblemsCsv(findProblemPages(importId, problemsRun), request.query.language));
  });
  serveRoute(app, 'POST /incident-imports/:importId/commit', async (request) =>
    service.commit(request.params.importId, request.body.mapping, request.account.id),
  );
  serveRoute(app, 'POST /incident-imports/:importId/undo', async (request) =>
    service.undo(request.params.importId, request.account),
  );
  serveRoute(app, 'DELETE /incident-imports/:importId', async (request) => {
    await service.discard(request.params.importId, request.account);
  });
};
