import type { ZoneMethod } from '../../../schemas/zone-method.ts';
import { computeClusterOutlines } from '../../geometry/convex-hull.ts';
import { computeDbscan } from './dbscan.ts';
import { rankZones, sumZones, type UnrankedZone } from './rank-zones.ts';
import { outlineCircles } from './round-outline.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

/**
 * DBSCAN clusters. A zone is the convex hull of its cluster widened by half of eps: two neighbours' circles touch, and
 * incidents on a line or at one door have an area, too. It counts the members of the cluster, not what else lies in the
 * hull; hulls may overlap. Throws RangeError like computeDbscan.
 */
export function findClusterZones(
  study: PreparedStudy,
  incidents: StudyIncidents,
  { epsMeters, minPoints }: Extract<ZoneMethod, { kind: 'dbscan' }>,
): ZoneResult {
  const clusters = computeDbscan(incidents, { epsMeters, minPoints });
  const cores = new Int32Array(clusters.sizes.length);
  const meanXs = new Float64Array(cores.length);
  const meanYs = new Float64Array(cores.length);
  clusters.labels.forEach((label, i) => {
    if (label === 0) return;
    cores[label - 1]! += clusters.core[i]!;
    meanXs[label - 1]! += incidents.xs[i]! / clusters.sizes[label - 1]!;
    meanYs[label - 1]! += incidents.ys[i]! / clusters.sizes[label - 1]!;
  });
  const found = computeClusterOutlines(incidents, clusters).map((corners, cluster): UnrankedZone => ({
    ...outlineCircles(
      {
        xs: Float64Array.from(corners, (i) => incidents.xs[i]!),
        ys: Float64Array.from(corners, (i) => incidents.ys[i]!),
      },
      epsMeters / 2,
      study.projection,
    ),
    labelPoint: study.projection.inverse(meanXs[cluster]!, meanYs[cluster]!),
    incidentCount: clusters.sizes[cluster]!,
    evidence: { kind: 'dbscan', corePoints: cores[cluster]! },
  }));
  const zones = rankZones(found, 'density');
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters: study.area.areaSquareMeters,
    surface: null,
    cells: null,
    unevenness: null,
    warning: null,
  };
}
