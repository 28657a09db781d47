import { computeUnitState } from '@liaowang/shared/analysis/staleness';
import type { AreaCoverageResult, ResponsibilityArea } from '@liaowang/shared/analysis/coverage-gaps';
import type { AreaCoverage, CoverageFigures, GapFeature } from '@liaowang/shared/schemas/coverage';
import type { Jurisdiction, KeyArea } from '@liaowang/shared/schemas/registry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { FastifyInstance } from 'fastify';

const JURISDICTION_AREA = 'jurisdiction';

interface Observers {
  lngs: Float64Array;
  lats: Float64Array;
  radiusMeters: Float64Array;
  counts: CoverageFigures['observers'];
}

/** Coverage now: what lookouts on duty and fresh units leave unseen. */
export function createCoverageService(options: {
  jurisdiction: Jurisdiction;
  keyAreas: readonly KeyArea[];
  picture: FastifyInstance['livePicture'];
  lookoutsAt: (atMs: number) => LookoutFeature[];
  analysis: FastifyInstance['analysis'];
  /** Key-area share about an hour before, or null. */
  shareHourAgo: (nowMs: number) => number | null;
}) {
  const { jurisdiction, keyAreas, picture, lookoutsAt, analysis, shareHourAgo } = options;
  const areas: ResponsibilityArea[] = [
    { id: JURISDICTION_AREA, geometry: jurisdiction.boundary },
    ...keyAreas.map((area) => ({ id: `key-area:${area.id}`, geometry: area.geometry })),
  ];
  const about = new Map<string, { name: LocalizedName; branchId: number | null }>([
    [JURISDICTION_AREA, { name: jurisdiction.name, branchId: null }],
    ...keyAreas.map((area) => [`key-area:${area.id}`, { name: area.name, branchId: area.branchId }] as const),
  ]);
  const areasKey = `${jurisdiction.code}:${keyAreas.map((area) => area.id).join(',')}`;

  /** Who counts now: lookouts on duty, units whose newest fix is fresh. */
  function findObservers(nowMs: number): Observers {
    const disks: Array<[number, number, number]> = [];
    for (const { geometry, properties } of lookoutsAt(nowMs)) {
      if (properties.onDuty) disks.push([...geometry.coordinates, properties.detectionRangeMeters]);
    }
    const lookouts = disks.length;
    for (const unit of picture.units(null)) {
      const fix = picture.newest(unit.id);
      if (fix && computeUnitState(unit.kind, nowMs - fix.fixTimeMs) === 'fresh') disks.push([fix.lng, fix.lat, unit.detectionRangeMeters]);
    }
    return {
      lngs: Float64Array.from(disks, ([lng]) => lng),
      lats: Float64Array.from(disks, ([, lat]) => lat),
      radiusMeters: Float64Array.from(disks, ([, , radius]) => radius),
      counts: { lookouts, units: disks.length - lookouts },
    };
  }

  function describe(result: AreaCoverageResult): AreaCoverage {
    const { name, branchId } = about.get(result.id) as { name: LocalizedName; branchId: number | null };
    const largest = result.gaps[0];
    return {
      areaId: result.id,
      name,
      branchId,
      areaSquareMeters: result.areaSquareMeters,
      observedAreaSquareMeters: result.observedAreaSquareMeters,
      share: result.share,
      gapCount: result.gaps.length,
      largestGap: largest ? { areaSquareMeters: largest.areaSquareMeters, labelPoint: largest.labelPoint } : null,
    };
  }

  async function run(nowMs: number, withGeometry: boolean): Promise<{ results: AreaCoverageResult[]; figures: CoverageFigures }> {
    const { counts, ...disks } = findObservers(nowMs);
    const { areas: results, computeMs } = await analysis.coverage({ areasKey, areas, center: jurisdiction.center, disks, withGeometry });
    const described = results.map(describe);
    const keyed = described.filter((area) => area.areaId !== JURISDICTION_AREA);
    const total = keyed.reduce((sum, area) => sum + area.areaSquareMeters, 0);
    return {
      results,
      figures: {
        computedAt: new Date(nowMs).toISOString(),
        computeMs,
        observers: counts,
        keyAreaShare: total > 0 ? keyed.reduce((sum, area) => sum + area.observedAreaSquareMeters, 0) / total : null,
        keyAreaShareHourAgo: shareHourAgo(nowMs),
        areas: described,
      },
    };
  }

  return {
    computeFigures: async (nowMs: number): Promise<CoverageFigures> => (await run(nowMs, false)).figures,
    /** Figures and every gap's polygon, largest first within its area. */
    async computeGaps(nowMs: number): Promise<{ features: GapFeature[]; figures: CoverageFigures }> {
      const { results, figures } = await run(nowMs, true);
      const features = results.flatMap((result) =>
        result.gaps.flatMap((gap, i): GapFeature[] =>
          gap.geometry
            ? [{
                type: 'Feature',
                id: `${result.id}/${i + 1}`,
                geometry: gap.geometry,
                properties: { areaId: result.id, name: (about.get(result.id) as { name: LocalizedName }).name, areaSquareMeters: gap.areaSquareMeters, labelPoint: gap.labelPoint },
              }]
            : [],
        ),
      );
      return { features, figures };
    },
  };
}

/** The figures as a branch may see them: its own key areas, and no sum over others'. */
export function figuresOfBranch(figures: CoverageFigures, branchId: number): CoverageFigures {
  const areas = figures.areas.filter((area) => area.branchId === branchId);
  const total = areas.reduce((sum, area) => sum + area.areaSquareMeters, 0);
  return {
    ...figures,
    areas,
    keyAreaShare: total > 0 ? areas.reduce((sum, area) => sum + area.observedAreaSquareMeters, 0) / total : null,
    keyAreaShareHourAgo: null,
  };
}
