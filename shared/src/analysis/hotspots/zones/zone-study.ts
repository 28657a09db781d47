import type { IncidentColumns } from '../../../contract/incident-columns.ts';
import type { AreaGeometry, LngLat } from '../../../schemas/geometry.ts';
import { createAreaBoundary, type AreaBoundary } from '../../geometry/disk-union/area-boundary.ts';
import { createLocalProjection, type LocalProjection } from '../../geometry/local-projection.ts';

/** A jurisdiction in which zones are looked for. */
export interface ZoneStudy {
  readonly center: LngLat;
  readonly boundary: AreaGeometry;
}

export interface PreparedStudy {
  readonly projection: LocalProjection;
  /** The boundary on the projection's plane. */
  readonly area: AreaBoundary;
}

/** Incidents on the study's plane, metres; arrays are equally long. */
export interface StudyIncidents {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly timesMs: Float64Array;
}

/** Projects the boundary. Throws RangeError like createLocalProjection. */
export function prepareStudy({ center, boundary }: ZoneStudy): PreparedStudy {
  const projection = createLocalProjection(...center);
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
  return {
    projection,
    area: createAreaBoundary(
      polygons.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => projection.forward(lng, lat)))),
    ),
  };
}

/** The incidents inside the boundary, in their order: shares and densities of all methods are of these. */
export function findIncidentsInside(
  { projection, area }: PreparedStudy,
  { lngs, lats, timesMs }: IncidentColumns,
): StudyIncidents {
  const inside = {
    xs: new Float64Array(lngs.length),
    ys: new Float64Array(lngs.length),
    timesMs: new Float64Array(lngs.length),
  };
  projection.forwardAll(lngs, lats, inside.xs, inside.ys);
  let count = 0;
  for (let i = 0; i < lngs.length; i++) {
    if (!area.isInside(inside.xs[i]!, inside.ys[i]!)) continue;
    inside.xs[count] = inside.xs[i]!;
    inside.ys[count] = inside.ys[i]!;
    inside.timesMs[count++] = timesMs[i]!;
  }
  return {
    xs: inside.xs.subarray(0, count),
    ys: inside.ys.subarray(0, count),
    timesMs: inside.timesMs.subarray(0, count),
  };
}
