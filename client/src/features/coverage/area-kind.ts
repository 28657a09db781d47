/** Kinds of areas of responsibility, in the order in which they are listed. */
export const AREA_KINDS = ['jurisdiction', 'branch', 'key-area'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

/** The kind that an area's id names. */
export function kindOfArea(areaId: string): AreaKind {
  return areaId.startsWith('key-area:') ? 'key-area' : areaId.startsWith('branch:') ? 'branch' : 'jurisdiction';
}
