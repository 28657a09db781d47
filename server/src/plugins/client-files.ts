import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import fp from 'fastify-plugin';
import { CLIENT_FOLDER } from '../paths.ts';

/** Serves the built dashboard; every address that is no file and no API is the page itself (deep links). */
export default fp(
  async (app) => {
    const isBuilt = existsSync(`${CLIENT_FOLDER}index.html`);
    // A scope of its own, since its hook makes every route in it public. The page's address must be in it too: only here
    // do replies know how to send files.
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, requires: 'public' };
      });
      if (isBuilt) {
        await scope.register(fastifyStatic, {
          root: CLIENT_FOLDER,
          // Without a wildcard each file is a route: a missing one falls through to the page.
          wildcard: false,
          preCompressed: true,
          setHeaders: (response, path) => {
            // File names under assets/ carry a hash of their content. A worker may ask only whom the headers of its own file
            // allow, and these change with the basemaps: an old copy of them must not be kept.
            const isForever = path.includes('/assets/') && !/worker[^/]*$/.test(path);
            response.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
          },
        });
      }
      scope.setNotFoundHandler((request, reply) => {
        const wantsPage =
          request.method === 'GET' &&
          !/^\/(api|ingest|socket\.io|assets)\b/.test(request.url) &&
          (request.headers.accept ?? '').includes('text/html');
        if (isBuilt && wantsPage)
          return reply.header('cache-control', 'no-cache').sendFile('index.html', CLIENT_FOLDER);
        return reply
          .code(404)
          .send({ error: { code: 'not-found', reason: 'There is nothing at this address.' }, requestId: request.id });
      });
    });
  },
  { name: 'client-files', dependencies: ['auth'] },
);
