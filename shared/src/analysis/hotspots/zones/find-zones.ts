import type { IncidentColumns } from '../../../contract/incident-columns.ts';
import type { CellShape, ZoneMethod } from '../../../schemas/zone-method.ts';
import { findClusterZones } from './cluster-zones.ts';
import { findCountsZones } from './counts-zones.ts';
import { compareBandwidths, type DensitySensitivity } from './density-sensitivity.ts';
import { findEmergingZones } from './emerging-zones.ts';
import { findGiStarZones } from './gi-star-zones.ts';
import { keepDated } from './incident-hours.ts';
import { findKernelZones } from './kernel-zones.ts';
import { findLocalMoranZones } from './local-moran-zones.ts';
import { findRepeatZones } from './repeat-zones.ts';
import { suggestParameters, type SuggestedParameters } from './suggest-parameters.ts';
import { createZoneGrid, type ZoneGrid } from './zone-grid.ts';
import type { ZoneResult } from './zone-result.ts';
import { findIncidentsInside, prepareStudy, type StudyIncidents, type ZoneStudy } from './zone-study.ts';

/** Grids kept at once, some 30 MB for the largest. */
const MAX_KEPT_GRIDS = 3;

interface ZoneWindow {
  readonly fromMs: number;
  /** Exclusive, as in matchIncidents. */
  readonly toMs: number;
}

/** Looks for zones in one jurisdiction; keeps what does not depend on incidents. */
export interface ZoneFinder {
  /**
   * The zones of incidents that lie inside the boundary; the others are not looked at. Incidents are those of the window
   * already (matchIncidents); emerging zones leave out those of which only the month is known. Cells count if their centres lie inside the boundary. The same input gives the same zones
   * everywhere. Of methods that draw at random `onShare` hears the share that is done, 0–1. Throws RangeError, with what to choose instead, for grids that are too large or too coarse.
   */
  find(
    incidents: IncidentColumns,
    method: ZoneMethod,
    window: ZoneWindow,
    onShare?: (share: number) => void,
  ): ZoneResult;
  /** Parameters that suit the incidents inside the boundary; see suggestParameters. */
  suggest(incidents: IncidentColumns, window: ZoneWindow): SuggestedParameters;
  /** What becomes of density zones at half and at twice the bandwidth; null where incidents are too few for zones. */
  compareBandwidths(
    incidents: IncidentColumns,
    method: Extract<ZoneMethod, { kind: 'density' }>,
  ): DensitySensitivity | null;
}

/** Prepares a jurisdiction. Throws RangeError for a centre that cannot be projected about. */
export function createZoneFinder(jurisdiction: ZoneStudy): ZoneFinder {
  const study = prepareStudy(jurisdiction);
  const grids = new Map<string, ZoneGrid>();
  let latest: { readonly incidents: IncidentColumns; readonly inside: StudyIncidents } | null = null;

  function findGrid(shape: CellShape, cellMeters: number): ZoneGrid {
    const key = `${shape} ${cellMeters}`;
    const grid = grids.get(key) ?? createZoneGrid(study.area, shape, cellMeters);
    // Put back as the latest, so that the one not used for longest goes first.
    grids.delete(key);
    grids.set(key, grid);
    if (grids.size > MAX_KEPT_GRIDS) grids.delete(grids.keys().next().value!);
    return grid;
  }

  /** Methods are tried one after the other on the same incidents. */
  function findInside(incidents: IncidentColumns): StudyIncidents {
    if (latest?.incidents !== incidents) latest = { incidents, inside: findIncidentsInside(study, incidents) };
    return latest.inside;
  }

  return {
    find(incidents, method, window, onShare) {
      const inside = findInside(incidents);
      switch (method.kind) {
        case 'counts':
          return findCountsZones(study, findGrid(method.shape, method.cellMeters), inside, method);
        case 'density':
          return findKernelZones(study, inside, method);
        case 'gi-star':
          return findGiStarZones(study, findGrid(method.shape, method.cellMeters), inside, method);
        case 'local-moran':
          return findLocalMoranZones(study, findGrid(method.shape, method.cellMeters), inside, method, onShare);
        case 'dbscan':
          return findClusterZones(study, inside, method);
        case 'repeat':
          return findRepeatZones(study, inside, method);
        case 'emerging':
          return findEmergingZones(
            study,
            findGrid(method.shape, method.cellMeters),
            findInside(keepDated(incidents)),
            method,
            window,
          );
      }
    },
    suggest: (incidents, { fromMs, toMs }) =>
      suggestParameters(findInside(incidents), {
        areaSquareMeters: study.area.areaSquareMeters,
        windowMs: toMs - fromMs,
      }),
    compareBandwidths: (incidents, method) => compareBandwidths(study, findInside(incidents), method),
  };
}
