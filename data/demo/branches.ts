import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { XINYI_COMMUNITIES } from '../jurisdictions/xinyi/xinyi.ts';
import { distanceBetween, isInCity, toLngLat, toPlane, type PlanePoint } from './ground.ts';
import type { Random } from './random.ts';
import type { RoadNetwork } from './roads.ts';
import { CAPITAL_TOWN_CODE, TOWNS, findTown } from './towns.ts';

export interface DemoBranch {
  code: string;
  name: string;
  nameEn: string;
  townCode: string;
  position: LngLat;
}

export interface DemoStation {
  code: string;
  name: string;
  branchCode: string;
  position: LngLat;
}

/** The association's own figure: 25 branches, 278 service stations. */
const STATION_COUNT = 278;
/** Four branches beside the sub-district's own: the seat has too many people for one. */
const CAPITAL_QUARTERS = [
  { code: 'E', name: '城东', nameEn: 'East', offset: { x: 2_000, y: 100 } },
  { code: 'S', name: '城南', nameEn: 'South', offset: { x: -100, y: -2_000 } },
  { code: 'W', name: '城西', nameEn: 'West', offset: { x: -2_000, y: -100 } },
  { code: 'N', name: '城北', nameEn: 'North', offset: { x: 100, y: 2_000 } },
];
/** How far from its town a village committee may lie. */
const VILLAGE_SPREAD_METERS = { from: 1_000, to: 4_200 };
const STATION_MARGIN_METERS = 50;

/** 21 branches, one a town or zone, and four more in the quarters of the county seat. */
export function createBranches(): DemoBranch[] {
  const ofTowns = TOWNS.map((town): DemoBranch => {
    const shortName = town.name.replace(/(街道|镇)$/, '');
    const shortNameEn = town.nameEn.replace(/ (Subdistrict|Town)$/, '');
    return {
      code: town.code,
      name: `${shortName}分会`,
      nameEn: `${shortNameEn} Branch`,
      townCode: town.code,
      position: toLngLat(town.center),
    };
  });
  const { center } = findTown(CAPITAL_TOWN_CODE);
  const ofQuarters = CAPITAL_QUARTERS.map(({ code, name, nameEn, offset }): DemoBranch => ({
    code: `${CAPITAL_TOWN_CODE}${code}`,
    name: `新安${name}分会`,
    nameEn: `Xin'an ${nameEn} Branch`,
    townCode: CAPITAL_TOWN_CODE,
    position: toLngLat({ x: center.x + offset.x, y: center.y + offset.y }),
  }));
  return [...ofTowns, ...ofQuarters];
}

/** The branch whose seat is nearest: made-up branches have no limits of their own. */
export function findNearestBranch(branches: readonly DemoBranch[], point: PlanePoint): DemoBranch {
  const distance = (branch: DemoBranch): number => distanceBetween(toPlane(branch.position), point);
  return branches.reduce((nearest, branch) => (distance(branch) < distance(nearest) ? branch : nearest));
}

/** 278 stations named after real committees, at made-up places: residents' ones in the core, village ones around it. */
export function createStations(random: Random, network: RoadNetwork, branches: readonly DemoBranch[]): DemoStation[] {
  // The zones have too few committees to lose one; the others give up a few at random.
  const spared = new Set<string>();
  const droppable = XINYI_COMMUNITIES.filter((community) => !community.townCode.startsWith('3203814'));
  while (spared.size < XINYI_COMMUNITIES.length - STATION_COUNT) spared.add(random.pick(droppable).code);
  return XINYI_COMMUNITIES.filter((community) => !spared.has(community.code)).map((community): DemoStation => {
    const isVillage = community.name.endsWith('村委会');
    const point = isVillage
      ? placeVillage(random, community.townCode)
      : network.nodes[random.pick(network.townNodes.get(community.townCode)!)]!;
    const townBranches = branches.filter((branch) => branch.townCode === community.townCode);
    const name = community.name.replace(/(社区居委会|居委会|村委会|虚拟社区)$/, '');
    return {
      code: community.code,
      name: `${name}${isVillage ? '村' : '社区'}服务站`,
      branchCode: findNearestBranch(townBranches, point).code,
      position: toLngLat(point),
    };
  });
}

function placeVillage(random: Random, townCode: string): PlanePoint {
  const { center } = findTown(townCode);
  for (;;) {
    const bearing = random.between(0, 2 * Math.PI);
    const distance = random.between(VILLAGE_SPREAD_METERS.from, VILLAGE_SPREAD_METERS.to);
    const point = { x: center.x + distance * Math.sin(bearing), y: center.y + distance * Math.cos(bearing) };
    if (isInCity(point, STATION_MARGIN_METERS)) return point;
  }
}
