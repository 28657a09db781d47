import type { FastifyPluginAsync } from 'fastify';
import { Value } from 'typebox/value';
import { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import { serveRoute } from '../../plugins/serve-route.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { isKeyArea, belongsTo } from './coverage-areas.ts';
import { figuresFor, gapsFor } from './coverage-scope.ts';

/** Demand settings as JSON in the address; the stored ones when nothing is given. */
function readDemandSettings(json: string | undefined, stored: DemandSettings): DemandSettings {
  if (json === undefined) return stored;
  const refuse = (reason: string) =>
    new RequestRefused(400, { code: 'invalid-input', field: 'querystring.settings', reason });
  let settings: unknown;
  try {
    settings = JSON.parse(json);
  } catch {
    throw refuse('is not JSON');
  }
  if (Value.Check(DemandSettings, settings)) return settings;
  const first = [...Value.Errors(DemandSettings, settings)][0];
  throw refuse(`${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}`.trim());
}

/** `/coverage/…`: now, over time, demand. Who is confined to a branch sees that branch's areas. */
export const coverageRoutes: FastifyPluginAsync = async (app) => {
  const { areas } = app.coverage;
  const visibleAreas = (scopeBranchId: number | null) => areas.filter((area) => belongsTo(area, scopeBranchId));

  function findArea(areaId: string, scopeBranchId: number | null) {
    const area = visibleAreas(scopeBranchId).find((each) => each.areaId === areaId);
    if (!area)
      throw new RequestRefused(404, {
        code: 'not-found',
        field: 'querystring.areaId',
        reason: `There is no area of responsibility ${areaId}, or this account may not see it.`,
      });
    return area;
  }

  serveRoute(app, 'GET /coverage/figures', async (request) =>
    figuresFor((await app.coverage.computeNow()).figures, request.scopeBranchId),
  );
  serveRoute(app, 'GET /coverage/gaps', async ({ query: { areaId }, scopeBranchId }) =>
    gapsFor(
      await app.coverage.computeNow(),
      scopeBranchId,
      areaId === undefined ? null : findArea(areaId, scopeBranchId),
    ),
  );
  serveRoute(app, 'GET /coverage/now', async ({ query: { areaId }, scopeBranchId }) => {
    const shaped =
      areaId === undefined
        ? visibleAreas(scopeBranchId).filter((area) => area.areaId === 'jurisdiction' || isKeyArea(area.areaId))
        : [findArea(areaId, scopeBranchId)];
    const { features, figures } = await app.coverage.computeShapes(
      Date.now(),
      shaped.map((area) => area.areaId),
    );
    return { type: 'FeatureCollection' as const, features, figures: figuresFor(figures, scopeBranchId) };
  });
  serveRoute(app, 'GET /coverage/areas', async (request) => visibleAreas(request.scopeBranchId));
  serveRoute(app, 'GET /coverage/demand', async (request) =>
    app.coverage.demand(
      readDemandSettings(request.query.settings, app.coverageSettings.current.demand),
      request.scopeBranchId,
    ),
  );
  serveRoute(app, 'GET /coverage/window', async (request) =>
    app.coverage.record.findWindow(
      request.query,
      visibleAreas(request.scopeBranchId).map((area) => area.areaId),
      Date.now(),
    ),
  );
  serveRoute(app, 'GET /coverage/hour-of-week', async ({ query: { areaId, weeks }, scopeBranchId }) =>
    app.coverage.record.findHourOfWeek(findArea(areaId, scopeBranchId).areaId, weeks, Date.now()),
  );
};
