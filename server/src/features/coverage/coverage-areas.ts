import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';

const JURISDICTION_AREA = 'jurisdiction';
const KEY_AREA_PREFIX = 'key-area:';

/** An area of responsibility. */
export interface CoveredArea {
  areaId: string;
  name: LocalizedName;
  /** Of a branch itself, or the one that answers for a key area. */
  branchId: number | null;
  geometry: AreaGeometry;
}

/** Every area of responsibility: the jurisdiction, then branches, then key areas. */
export function listAreas({
  jurisdiction,
  branchAreas,
  keyAreas,
}: {
  jurisdiction: Jurisdiction;
  branchAreas: ReadonlyArray<{ branchId: number; name: LocalizedName; geometry: AreaGeometry }>;
  keyAreas: readonly KeyArea[];
}): CoveredArea[] {
  return [
    { areaId: JURISDICTION_AREA, name: jurisdiction.name, branchId: null, geometry: jurisdiction.boundary },
    ...branchAreas.map(({ branchId, name, geometry }) => ({ areaId: `branch:${branchId}`, name, branchId, geometry })),
    ...keyAreas.map(({ id, name, branchId, geometry }) => ({
      areaId: `${KEY_AREA_PREFIX}${id}`,
      name,
      branchId,
      geometry,
    })),
  ];
}

/** Whether it is one of the areas whose gaps are followed. */
export const isKeyArea = (areaId: string): boolean => areaId.startsWith(KEY_AREA_PREFIX);

/** Whether something is of a branch (null: of the whole city, as everything is). */
export const belongsTo = (thing: { branchId: number | null }, branchId: number | null): boolean =>
  branchId === null || thing.branchId === branchId;
