import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { Branch } from '@liaowang/shared/schemas/branch';
import type { Station } from '@liaowang/shared/schemas/station';
import type { Bounds } from '../../map/map-control.ts';
import { useBranches, useJurisdiction, useStations } from './places.api.ts';

/** Around a branch's stations: its people walk there. */
const BRANCH_MARGIN_METERS = 2_500;

/** The box of some places, west, south, east, north, with at least `marginMeters` of room around it. */
export function boundsAround(places: ReadonlyArray<readonly [number, number]>, marginMeters: number): Bounds {
  const corners = places.flatMap(([lng, lat]) => {
    const plane = createLocalProjection(lng, lat);
    return [plane.inverse(-marginMeters, -marginMeters), plane.inverse(marginMeters, marginMeters)];
  });
  return computeBounds({ type: 'MultiPoint', coordinates: corners });
}

/** Where a branch and its stations lie. */
export function findBranchBounds(branch: Branch, stations: readonly Station[]): Bounds {
  const own = stations.filter((station) => station.branchId === branch.id);
  return boundsAround([branch.position, ...own.map(({ position }) => position)], BRANCH_MARGIN_METERS);
}

/** What an account sees first: the city, or of a branch's people where their branch and its stations lie. Null = not known yet. */
export function useHomeBounds(branchId: number | null): Bounds | null {
  const jurisdiction = useJurisdiction().data;
  const branches = useBranches();
  const stations = useStations();
  if (!jurisdiction) return null;
  const isComing = (branches.isLoading || stations.isLoading) && branchId !== null;
  if (isComing) return null;
  const branch = branches.data?.find(({ id }) => id === branchId);
  if (!branch) return computeBounds(jurisdiction.boundary);
  return findBranchBounds(branch, stations.data ?? []);
}
