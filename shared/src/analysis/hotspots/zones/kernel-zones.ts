import type { LngLat, PolygonGeometry } from '../../../schemas/geometry.ts';
import type { DensitySurface } from '../../../schemas/hotspot.ts';
import { DEFAULT_MIN_INCIDENTS, type ZoneMethod } from '../../../schemas/zone-method.ts';
import { computeKernelDensity } from './density.ts';
import { computeDensityZones, type DensityZone } from './density-zones.ts';
import { findInteriorPoint } from '../../geometry/interior-point.ts';
import type { LocalProjection } from '../../geometry/local-projection.ts';
import { createCellFrame, type CellFrame } from './cell-frame.ts';
import { encodeBase64 } from './encode-base64.ts';
import { rankZones, sumZones, type UnrankedZone } from './rank-zones.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

/**
 * The parts of the smallest area that holds a share of the incidents, by kernel density over the boundary's box (see
 * computeKernelDensity and computeDensityZones). Zones near the boundary may reach over it; fewer than 20 incidents are
 * refused with a warning and no surface. Parts of fewer than minIncidents are no zones.
 */
export function findKernelZones(
  study: PreparedStudy,
  incidents: StudyIncidents,
  method: Extract<ZoneMethod, { kind: 'density' }>,
): ZoneResult {
  const frame = createCellFrame(study.area, 'square', method.cellMeters);
  const density = computeKernelDensity(incidents, frame, method);
  const found = computeDensityZones(
    { events: incidents, density, grid: frame, projection: study.projection },
    { shares: [method.heldShare] },
  );
  const { minIncidents = DEFAULT_MIN_INCIDENTS } = method;
  const zones = found.ok
    ? rankZones(
        describeParts(found.zones[0]!).filter(({ incidentCount }) => incidentCount >= minIncidents),
        'incidents',
      )
    : [];
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters: study.area.areaSquareMeters,
    surface: found.ok ? toSurface(density, frame, study.projection) : null,
    cells: null,
    unevenness: null,
    warning: found.ok ? null : { code: found.reason, needed: found.needed, found: found.found },
  };
}

function describeParts({ parts, geometry, densityPerSquareKilometer }: DensityZone): UnrankedZone[] {
  return parts.map(({ incidentCount, areaSquareMeters, peak }, i) => {
    const polygon: PolygonGeometry = { type: 'Polygon', coordinates: geometry.coordinates[i]! };
    // A part between centres of cells holds none of them, and so has no peak of its own.
    const hasPeak = peak.densityPerSquareKilometer >= densityPerSquareKilometer;
    return {
      geometry: polygon,
      labelPoint: hasPeak ? peak.position : findLabelPoint(polygon),
      areaSquareMeters,
      incidentCount,
      evidence: {
        kind: 'density',
        peakPerSquareKilometer: hasPeak ? peak.densityPerSquareKilometer : densityPerSquareKilometer,
        thresholdPerSquareKilometer: densityPerSquareKilometer,
      },
    };
  });
}

function findLabelPoint({ coordinates }: PolygonGeometry): LngLat {
  return findInteriorPoint(coordinates.map((ring) => Float64Array.from(ring.slice(0, -1).flat())));
}

/** One byte a cell, northernmost row first. */
function toSurface(
  density: Float64Array,
  { columns, rows, originX, originY, cellMeters }: CellFrame,
  projection: LocalProjection,
): DensitySurface {
  const max = density.reduce((highest, value) => Math.max(highest, value), 0);
  const scale = max > 0 ? 255 / max : 0;
  const bytes = new Uint8Array(density.length);
  for (let row = 0; row < rows; row++) {
    const drawnAt = (rows - 1 - row) * columns;
    for (let column = 0; column < columns; column++)
      bytes[drawnAt + column] = Math.round(scale * density[row * columns + column]!);
  }
  const east = originX + columns * cellMeters;
  const north = originY + rows * cellMeters;
  return {
    columns,
    rows,
    corners: [
      projection.inverse(originX, north),
      projection.inverse(east, north),
      projection.inverse(east, originY),
      projection.inverse(originX, originY),
    ],
    maxPerSquareKilometer: max,
    values: encodeBase64(bytes),
  };
}
