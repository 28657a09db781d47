import type { Branch } from '@liaowang/shared/schemas/branch';
import type { Station } from '@liaowang/shared/schemas/station';

/** A branch or a station: both are offices of the association. */
export type Office = ({ kind: 'branch' } & Branch) | ({ kind: 'station' } & Station);
export type OfficeKind = Office['kind'];

/** Which office. */
export interface OfficeRef {
  kind: OfficeKind;
  id: number;
}

/** The branch that an office is, or belongs to. */
export const branchOf = (office: Office): number => (office.kind === 'branch' ? office.id : office.branchId);
