import type { Branch } from '@liaowang/shared/schemas/branch';
import type { Station } from '@liaowang/shared/schemas/station';
import type { Office } from '../../../../client/src/features/organisation/office.ts';

const FACTS = {
  area: null,
  contact: null,
  openingHours: null,
  statisticalCode: null,
  policeCode: null,
  gridCode: null,
  version: 1,
};

/** A branch without anything that may be missing. */
export const branch = (id: number, zh: string, more: Partial<Branch> = {}): Branch => ({
  ...FACTS,
  id,
  code: `B${String(id).padStart(3, '0')}`,
  name: { zh, en: '' },
  position: [118.3 + id / 100, 34.3],
  stationCount: 0,
  ...more,
});

/** A station without anything that may be missing. */
export const station = (id: number, branchId: number, zh: string, more: Partial<Station> = {}): Station => ({
  ...FACTS,
  id,
  code: `S${String(id).padStart(5, '0')}`,
  name: { zh, en: '' },
  branchId,
  position: [118.3, 34.3],
  ...more,
});

export const toOffices = (branches: readonly Branch[], stations: readonly Station[]): Office[] => [
  ...branches.map((each): Office => ({ kind: 'branch', ...each })),
  ...stations.map((each): Office => ({ kind: 'station', ...each })),
];
