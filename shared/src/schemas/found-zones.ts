import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat, PolygonGeometry } from './geometry.ts';
import { IncidentFilter } from './incident-filter.ts';
import { ZoneMethod } from './zone-method.ts';

/** Which zones to find: with the same question over the same incidents the answer is the same. */
export const ZoneQuestion = Type.Object(
  { filter: IncidentFilter, method: ZoneMethod },
  { additionalProperties: false },
);
export type ZoneQuestion = Static<typeof ZoneQuestion>;

/** Zones of a method in words and figures: `ZoneResult` of analysis/hotspots/zone-result.ts without what is there to be drawn. */
export const FoundZones = Type.Object({
  zones: Type.Array(
    Type.Object({
      rank: Type.Integer(),
      geometry: PolygonGeometry,
      labelPoint: LngLat,
      areaSquareMeters: Type.Number(),
      incidentCount: Type.Integer(),
      /** What the method says of it, by its own names. */
      evidence: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
    }),
  ),
  incidentCount: Type.Integer(),
  heldCount: Type.Integer(),
  zoneSquareMeters: Type.Number(),
  areaSquareMeters: Type.Number(),
  /** Negative binomial counts: mean of a cell, dispersion k (null = Poisson), and the fullest cells where they are more than it expects. */
  unevenness: Type.Union([
    Type.Object({
      mean: Type.Number(),
      dispersion: Type.Union([Type.Number(), Type.Null()]),
      heavyTail: Type.Union([
        Type.Object({ atLeast: Type.Number(), found: Type.Number(), expected: Type.Number() }),
        Type.Null(),
      ]),
    }),
    Type.Null(),
  ]),
  warning: Type.Union([
    Type.Object({
      code: Type.Enum(['too-few-events', 'one-place', 'too-few-steps', 'too-few-permutations']),
      needed: Type.Number(),
      found: Type.Number(),
    }),
    Type.Null(),
  ]),
});
export type FoundZones = Static<typeof FoundZones>;
