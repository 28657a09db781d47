import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema } from 'fastify';
import fp from 'fastify-plugin';
import { isFile, type FileContent, type RouteContract } from '@liaowang/shared/contract/route';
import type { TSchema } from 'typebox';
import { ErrorBody } from '@liaowang/shared/schemas/error';

const FILE = { type: 'string', format: 'binary' };

function describeAnswer(answer: TSchema | FileContent): TSchema {
  if (!isFile(answer)) return answer;
  const mediaType = answer.mediaType === '*' ? '*/*' : answer.mediaType;
  return { description: 'The file', content: { [mediaType]: { schema: FILE } } };
}

/** What a contract says beyond the schemas that Fastify needs: files, refusals, who may ask. */
function describeContract({ requires, body, answers, refusals }: RouteContract): FastifySchema {
  const [answer] = Object.entries(answers);
  return {
    ...(body && isFile(body) && { body: FILE, consumes: [body.mediaType] }),
    response: {
      ...(answer && { [answer[0]]: describeAnswer(answer[1]) }),
      '4xx': { description: `The request was refused: ${refusals.join(', ')}`, ...ErrorBody },
    },
    ...(requires !== 'public' && { security: [{ session: [] }] }),
  };
}

/** The API describes itself: `/api/openapi.json`, and a page to read it at `/api/docs`. */
export default fp<{ version: string }>(
  async (app, { version }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Liaowang',
          version,
          description:
            'Live map, incidents, coverage and hotspots of a city’s public-safety volunteers. Times are UTC, coordinates WGS-84 [lng, lat], units SI.',
        },
        components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'liaowang_session' } } },
      },
      // Only here: as a schema of the route each refusal would cost a serialiser at start.
      transform: ({ schema, url, route }) => {
        const contract = route.config?.contract;
        return { schema: contract ? { ...schema, ...describeContract(contract) } : schema, url };
      },
    });
    // The viewer's own routes are the product's too: they must say what they require.
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, requires: 'public' };
      });
      await scope.register(swaggerUi, { routePrefix: '/api/docs' });
    });
    app.get('/api/openapi.json', { config: { requires: 'public' }, schema: { hide: true } }, async () => app.swagger());
  },
  { name: 'openapi', dependencies: [] },
);
