import { prepareArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { countVertices } from '@liaowang/shared/analysis/geometry/count-vertices';
import { closeRings } from '@liaowang/shared/analysis/geometry/close-rings';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { AreaGeometry, LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { MOST_AREA_VERTICES } from '@liaowang/shared/schemas/register-entry';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { BOUNDARY_PROBLEMS } from '../imports/readers/boundary/judge-boundary.ts';
import { examineArea, findBranchOfPlace, holdBranch, isInCity, touchesCity } from './entry-places.repository.ts';

/** Whether an outline crosses itself is looked for while everybody waits: the worst of so many corners takes a quarter of a second. */
const MOST_OUTLINE_VERTICES = 500;
/** A place without ground, as one that a click left by mistake. */
const LEAST_AREA_SQUARE_METERS = 100;

const refuse = (
  code: 'area-without-ground' | 'outside-jurisdiction' | 'too-many-vertices',
  field: string,
  reason: string,
) => new RequestRefused(400, { code, field: `body.${field}`, reason });

/** @throws {RequestRefused} for a place that lies outside the city */
export async function mustLieInside(position: LngLat, client: Queryable): Promise<void> {
  if (!(await isInCity(position, client)))
    throw refuse('outside-jurisdiction', 'position', `The place ${position.join(', ')} lies outside the jurisdiction.`);
}

/** The branch of that number, if it stands; of none (undefined) the one on whose ground the place lies, else the nearest. @throws {RequestRefused} where there is no such branch */
export async function resolveBranch(
  branchId: number | undefined,
  position: LngLat,
  client: Queryable,
): Promise<number | null> {
  if (branchId !== undefined) {
    await mustStand(branchId, client);
    return branchId;
  }
  const found = await findBranchOfPlace(position, client);
  // It stays until the transaction ends.
  if (found !== null) await mustStand(found, client);
  return found;
}

/** @throws {RequestRefused} where there is no such branch; it stays until the transaction ends */
export async function mustStand(branchId: number, client: Queryable): Promise<void> {
  if (!(await holdBranch(branchId, client)))
    throw new RequestRefused(400, {
      code: 'unknown-branch',
      field: 'body.branchId',
      reason: `There is no branch ${branchId}.`,
    });
}

/**
 * Ground as it is stored: one that crosses itself is mended, as by PostGIS's ST_MakeValid.
 * @throws {RequestRefused} for ground of less than 100 m², or that lies wholly outside the city
 */
export async function mendArea(area: AreaGeometry, client: Queryable): Promise<AreaGeometry> {
  if (countVertices(area) > MOST_AREA_VERTICES)
    throw refuse('too-many-vertices', 'area', `Ground may have ${MOST_AREA_VERTICES} corners.`);
  const { mended, meters, inside } = await examineArea(closeRings(area), client);
  if (meters < LEAST_AREA_SQUARE_METERS)
    throw refuse('area-without-ground', 'area', 'The ground is smaller than 100 m².');
  if (!inside) throw refuse('outside-jurisdiction', 'area', 'The ground lies outside the jurisdiction.');
  return mended;
}

/** The outline, its rings closed. @throws {RequestRefused} for an outline that coverage cannot be computed of, naming the place where it crosses itself, or that lies wholly outside the city */
export async function mustBeOutline(given: PolygonGeometry, client: Queryable): Promise<PolygonGeometry> {
  const geometry = closeRings(given);
  if (countVertices(geometry) > MOST_OUTLINE_VERTICES)
    throw refuse('too-many-vertices', 'geometry', `An outline may have ${MOST_OUTLINE_VERTICES} corners.`);
  const [first] = geometry.coordinates[0]!;
  const area = prepareArea({ id: 'outline', geometry }, createLocalProjection(...first!));
  if (!area.ok)
    throw new RequestRefused(400, {
      code: 'invalid-polygon',
      field: 'body.geometry',
      reason: `The outline ${BOUNDARY_PROBLEMS[area.reason]}${area.at ? ` near ${area.at.map((degrees) => degrees.toFixed(6)).join(', ')}` : ''}.`,
    });
  if (area.area.areaSquareMeters < LEAST_AREA_SQUARE_METERS)
    throw refuse('area-without-ground', 'geometry', 'The outline encloses less than 100 m².');
  if (!(await touchesCity(geometry, client)))
    throw refuse('outside-jurisdiction', 'geometry', 'The outline lies outside the jurisdiction.');
  return geometry;
}
