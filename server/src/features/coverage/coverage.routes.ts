import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Value } from 'typebox/value';
import {
  AreaId,
  CoverageFigures,
  CoverageNow,
  CoverageWindow,
  DemandPoints,
  HourOfWeek,
  HourOfWeekQuery,
  TrackedGaps,
  WindowQuery,
} from '@liaowang/shared/schemas/coverage';
import { DemandSettings } from '@liaowang/shared/schemas/coverage-settings';
import { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import { LocalizedName } from '@liaowang/shared/schemas/text';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { isKeyArea, belongsTo } from './coverage-areas.ts';
import { figuresFor, gapsFor } from './coverage-scope.ts';

const Area = Type.Object({
  areaId: AreaId,
  name: LocalizedName,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  geometry: AreaGeometry,
});

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
export const coverageRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const config = { requires: 'coverage:view' as const };
  const tags = ['coverage'];
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

  app.get(
    '/coverage/figures',
    { config, schema: { tags, summary: 'Share observed now, by area', response: { 200: CoverageFigures } } },
    async (request) => figuresFor((await app.coverage.computeNow()).figures, request.scopeBranchId),
  );
  app.get(
    '/coverage/gaps',
    {
      config,
      schema: {
        tags,
        summary: 'The gaps of key areas that matter most (of all, or of one area), with who could see to them',
        querystring: Type.Object({ areaId: Type.Optional(AreaId) }, { additionalProperties: false }),
        response: { 200: TrackedGaps },
      },
    },
    async ({ query: { areaId }, scopeBranchId }) =>
      gapsFor(
        await app.coverage.computeNow(),
        scopeBranchId,
        areaId === undefined ? null : findArea(areaId, scopeBranchId),
      ),
  );
  app.get(
    '/coverage/now',
    {
      config,
      schema: {
        tags,
        summary: 'Gaps now as GeoJSON, with the figures: of one area, or of the jurisdiction and every key area',
        querystring: Type.Object({ areaId: Type.Optional(AreaId) }, { additionalProperties: false }),
        response: { 200: CoverageNow },
      },
    },
    async ({ query: { areaId }, scopeBranchId }) => {
      const shaped =
        areaId === undefined
          ? visibleAreas(scopeBranchId).filter((area) => area.areaId === 'jurisdiction' || isKeyArea(area.areaId))
          : [findArea(areaId, scopeBranchId)];
      const { features, figures } = await app.coverage.computeShapes(
        Date.now(),
        shaped.map((area) => area.areaId),
      );
      return { type: 'FeatureCollection' as const, features, figures: figuresFor(figures, scopeBranchId) };
    },
  );
  app.get(
    '/coverage/areas',
    {
      config,
      schema: { tags, summary: 'Every area of responsibility with its outline', response: { 200: Type.Array(Area) } },
    },
    async (request) => visibleAreas(request.scopeBranchId),
  );
  app.get(
    '/coverage/demand',
    {
      config,
      schema: {
        tags,
        summary: 'What there is to watch, summed over cells of 100 m',
        querystring: Type.Object(
          { settings: Type.Optional(Type.String({ maxLength: 2_000 })) },
          { additionalProperties: false },
        ),
        response: { 200: DemandPoints },
      },
    },
    async (request) =>
      app.coverage.demand(
        readDemandSettings(request.query.settings, app.coverageSettings.current.demand),
        request.scopeBranchId,
      ),
  );
  app.get(
    '/coverage/window',
    {
      config,
      schema: {
        tags,
        summary: 'Every area over a window, from the hourly record',
        querystring: WindowQuery,
        response: { 200: CoverageWindow },
      },
    },
    async (request) =>
      app.coverage.record.findWindow(
        request.query,
        visibleAreas(request.scopeBranchId).map((area) => area.areaId),
        Date.now(),
      ),
  );
  app.get(
    '/coverage/hour-of-week',
    {
      config,
      schema: {
        tags,
        summary: 'An area by local hour of the week',
        querystring: HourOfWeekQuery,
        response: { 200: HourOfWeek },
      },
    },
    async ({ query: { areaId, weeks }, scopeBranchId }) =>
      app.coverage.record.findHourOfWeek(findArea(areaId, scopeBranchId).areaId, weeks, Date.now()),
  );
};
