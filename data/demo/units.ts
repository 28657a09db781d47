import type { UnitKind } from '@liaowang/shared/schemas/unit';
import type { DemoBranch } from './branches.ts';
import type { Random } from './random.ts';
import { CAPITAL_TOWN_CODE, findTown } from './towns.ts';

export interface DemoUnit {
  name: string;
  nameEn: string;
  kind: UnitKind;
  branchCode: string;
  /** What the device calls itself on the wire; no real device has such a name. */
  deviceId: string;
  detectionRangeMeters: number;
  /** Set at the device and in the register; null = the app's own, which the server learns. */
  heartbeatSeconds: number | null;
}

/** 300 patrols on foot, some of them by bicycle, and the association's 898 buses and taxis. */
const FLEET: readonly { kind: UnitKind; count: number; name: string; nameEn: string; detectionRangeMeters: number }[] =
  [
    { kind: 'foot', count: 276, name: '徒步巡逻', nameEn: 'Foot patrol', detectionRangeMeters: 150 },
    { kind: 'bicycle', count: 24, name: '骑行巡逻', nameEn: 'Bicycle patrol', detectionRangeMeters: 150 },
    { kind: 'bus', count: 338, name: '公交', nameEn: 'Bus', detectionRangeMeters: 100 },
    { kind: 'taxi', count: 560, name: '出租', nameEn: 'Taxi', detectionRangeMeters: 100 },
  ];
/** Every so-manieth patrol on foot saves battery: its phone is heard every five minutes while it stands, as Traccar Client installs. */
const SLOW_EVERY = 4;
const SLOW_HEARTBEAT_SECONDS = 300;
/** Buses serve the villages too: their towns weigh more alike than those of patrols and taxis. */
const BUS_WEIGHT_EXPONENT = 0.45;

/** Every unit of the city; those of a kind are numbered from 1 and belong to branches by their towns' weight. */
export function createUnits(random: Random, branches: readonly DemoBranch[]): DemoUnit[] {
  const branchesOf = (townCode: string): number => branches.filter((branch) => branch.townCode === townCode).length;
  return FLEET.flatMap(({ kind, count, name, nameEn, detectionRangeMeters }) => {
    const weightOf = ({ townCode }: DemoBranch): number => {
      const { weight } = findTown(townCode);
      if (kind === 'bus') return weight ** BUS_WEIGHT_EXPONENT;
      // Taxis wait where the trains stop.
      const townWeight = kind === 'taxi' && townCode === CAPITAL_TOWN_CODE ? weight * 1.6 : weight;
      return townWeight / branchesOf(townCode);
    };
    return Array.from({ length: count }, (_, index): DemoUnit => {
      const number = String(index + 1).padStart(3, '0');
      return {
        name: `${name} ${number}`,
        nameEn: `${nameEn} ${number}`,
        kind,
        branchCode: random.pickWeighted(branches, weightOf).code,
        deviceId: `demo-${kind}-${number}`,
        detectionRangeMeters,
        heartbeatSeconds: kind === 'foot' && index % SLOW_EVERY === 0 ? SLOW_HEARTBEAT_SECONDS : null,
      };
    });
  });
}
