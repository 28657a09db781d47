import * as Type from 'typebox';
import {
  CoverageFigures,
  AreaId,
  TrackedGaps,
  CoverageNow,
  DemandPoints,
  WindowQuery,
  CoverageWindow,
  HourOfWeekQuery,
  HourOfWeek,
} from '../../schemas/coverage.ts';
import { LocalizedName } from '../../schemas/text.ts';
import { AreaGeometry } from '../../schemas/geometry.ts';
import { CoverageSettings } from '../../schemas/coverage-settings.ts';
import type { RouteTable } from '../route.ts';

const Area = Type.Object({
  areaId: AreaId,
  name: LocalizedName,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  geometry: AreaGeometry,
});

export const coverageRoutes = {
  'GET /coverage/figures': {
    summary: 'Share observed now, by area',
    tags: ['coverage'],
    requires: 'coverage:view',
    answers: { 200: CoverageFigures },
    refusals: [],
  },
  'GET /coverage/gaps': {
    summary: 'The gaps of key areas that matter most (of all, or of one area), with who could see to them',
    tags: ['coverage'],
    requires: 'coverage:view',
    query: Type.Object({ areaId: Type.Optional(AreaId) }, { additionalProperties: false }),
    answers: { 200: TrackedGaps },
    refusals: ['not-found'],
  },
  'GET /coverage/now': {
    summary: 'Gaps now as GeoJSON, with the figures: of one area, or of the jurisdiction and every key area',
    tags: ['coverage'],
    requires: 'coverage:view',
    query: Type.Object({ areaId: Type.Optional(AreaId) }, { additionalProperties: false }),
    answers: { 200: CoverageNow },
    refusals: ['not-found'],
  },
  'GET /coverage/areas': {
    summary: 'Every area of responsibility with its outline',
    tags: ['coverage'],
    requires: 'coverage:view',
    answers: { 200: Type.Array(Area) },
    refusals: [],
  },
  'GET /coverage/demand': {
    summary: 'What there is to watch, summed over cells of 100 m',
    tags: ['coverage'],
    requires: 'coverage:view',
    query: Type.Object({ settings: Type.Optional(Type.String({ maxLength: 2_000 })) }, { additionalProperties: false }),
    answers: { 200: DemandPoints },
    refusals: [],
  },
  'GET /coverage/window': {
    summary: 'Every area over a window, from the hourly record',
    tags: ['coverage'],
    requires: 'coverage:view',
    query: WindowQuery,
    answers: { 200: CoverageWindow },
    refusals: ['empty-window', 'window-too-long'],
  },
  'GET /coverage/hour-of-week': {
    summary: 'An area by local hour of the week',
    tags: ['coverage'],
    requires: 'coverage:view',
    query: HourOfWeekQuery,
    answers: { 200: HourOfWeek },
    refusals: ['not-found'],
  },
  'GET /coverage/settings': {
    summary: 'Who counts as an observer, and what counts as demand',
    tags: ['coverage'],
    requires: 'coverage:view',
    answers: { 200: CoverageSettings },
    refusals: [],
  },
  'PUT /coverage/settings': {
    summary: 'Change the settings of coverage for everybody',
    tags: ['coverage'],
    requires: 'coverage:manage',
    body: CoverageSettings,
    answers: { 200: CoverageSettings },
    refusals: [],
  },
} satisfies RouteTable;
