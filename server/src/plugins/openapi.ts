import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';

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
