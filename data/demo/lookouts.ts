import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { WHOLE_DISK, type WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { findNearestBranch, type DemoBranch } from './branches.ts';
import { toLngLat, type PlanePoint } from './ground.ts';
import type { Random } from './random.ts';
import { findNearestNode, type RoadNetwork } from './roads.ts';
import { findTown } from './towns.ts';

export interface DemoLookout {
  number: number;
  name: string;
  nameEn: string;
  branchCode: string;
  position: LngLat;
  detectionRangeMeters: number;
  shape: WatchShape;
  /** Minutes of the local day; end < start runs past midnight; 0–1440 is all day. */
  dutyStartMinute: number;
  dutyEndMinute: number;
  /** Local date, YYYY-MM-DD; null = never inspected. */
  noticeBoardInspectedOn: string | null;
}

const ALL_DAY = [0, 24 * 60] as const;
const DAYTIME = [7 * 60, 21 * 60] as const;
const EARLY = [6 * 60, 22 * 60] as const;
const OVERNIGHT = [18 * 60, 6 * 60] as const;

/** Town code without 320381, names, metres east and north of the town's centre, duty hours, range in metres. */
const POSTS: readonly [string, string, string, number, number, readonly [number, number], number][] = [
  ['001', '火车站广场', 'Railway Station Square', 150, 900, ALL_DAY, 800],
  ['001', '汽车客运站', 'Coach Station', 900, 600, ALL_DAY, 800],
  ['001', '人民广场', "People's Square", -500, -300, DAYTIME, 800],
  ['001', '中心医院', 'Central Hospital', 600, -700, ALL_DAY, 800],
  ['001', '商贸城', 'Trade Market', -1_300, 500, DAYTIME, 800],
  ['001', '建材市场', 'Building Supplies Market', 2_100, 1_300, DAYTIME, 700],
  ['001', '夜市街', 'Night Market Street', -900, -1_300, OVERNIGHT, 600],
  ['001', '沭河公园', 'Shu River Park', -2_200, 900, EARLY, 800],
  ['001', '第一中学', 'No. 1 Middle School', 1_600, -300, DAYTIME, 700],
  ['001', '体育公园', 'Sports Park', 1_900, -1_800, EARLY, 800],
  ['001', '城南路口', 'South Junction', -100, -2_600, ALL_DAY, 800],
  ['001', '城西路口', 'West Junction', -2_700, -700, ALL_DAY, 800],
  ['001', '城北大桥', 'North Bridge', -500, 2_300, OVERNIGHT, 800],
  ['001', '高铁站前', 'High-speed Rail Forecourt', 900, -2_900, EARLY, 900],
  ['102', '瓦窑集贸市场', 'Wayao Market', 100, 150, DAYTIME, 700],
  ['102', '瓦窑西路口', 'Wayao West Junction', -800, -350, ALL_DAY, 800],
  ['116', '双塘集贸市场', 'Shuangtang Market', 150, -200, DAYTIME, 700],
  ['116', '双塘东路口', 'Shuangtang East Junction', 850, 200, OVERNIGHT, 800],
  ['114', '高流商业街', 'Gaoliu High Street', -100, 100, EARLY, 700],
  ['108', '棋盘镇中心', 'Qipan Centre', 100, -100, EARLY, 800],
  ['107', '窑湾古镇', 'Yaowan Old Town', 150, 100, EARLY, 900],
  ['115', '阿湖路口', 'Ahu Junction', 50, 100, ALL_DAY, 1_000],
];
/** Lookouts that do not see all around, by number. */
const SHAPES: Readonly<Record<number, (at: PlanePoint) => WatchShape>> = {
  // From the coach station's gate, over its forecourt and the road.
  2: () => ({ kind: 'sector', bearingDegrees: 225, angleDegrees: 200 }),
  // A square with a hall on its north side and houses at its west corner: metres east and north.
  3: (at) =>
    drawGround(at, [
      [-320, -560],
      [480, -600],
      [620, -120],
      [600, 130],
      [180, 150],
      [160, 60],
      [-180, 50],
      [-200, -140],
      [-420, -180],
    ]),
  // Looks west along the road out of town, its back to a wall.
  12: () => ({ kind: 'sector', bearingDegrees: 270, angleDegrees: 120 }),
};

function drawGround({ x, y }: PlanePoint, corners: readonly (readonly [east: number, north: number])[]): WatchShape {
  const ring = [...corners, corners[0]!].map(([east, north]) => toLngLat({ x: x + east, y: y + north }));
  return { kind: 'ground', geometry: { type: 'Polygon', coordinates: [ring] } };
}

/** Notice boards are to be inspected monthly: some are overdue, one never was. */
const OLDEST_INSPECTION_DAYS = 45;
const NEVER_INSPECTED_NUMBER = 13;
const DAY_MS = 86_400_000;
/** China has one zone and no summer time. */
const LOCAL_OFFSET_MS = 8 * 3_600_000;

/** The 22 lookouts, each on a crossing near its place. */
export function createLookouts(
  random: Random,
  now: Date,
  network: RoadNetwork,
  branches: readonly DemoBranch[],
): DemoLookout[] {
  return POSTS.map(
    ([town, name, nameEn, east, north, [dutyStartMinute, dutyEndMinute], detectionRangeMeters], index) => {
      const { code, center } = findTown(`320381${town}`);
      const wanted = { x: center.x + east, y: center.y + north };
      const point = network.nodes[findNearestNode(network.nodes, network.townNodes.get(code)!, wanted)]!;
      const inspectedMs = now.getTime() + LOCAL_OFFSET_MS - (1 + random.integer(OLDEST_INSPECTION_DAYS)) * DAY_MS;
      const number = index + 1;
      return {
        number,
        name,
        nameEn,
        branchCode: findNearestBranch(
          branches.filter((branch) => branch.townCode === code),
          point,
        ).code,
        position: toLngLat(point),
        detectionRangeMeters,
        shape: SHAPES[number]?.(point) ?? WHOLE_DISK,
        dutyStartMinute,
        dutyEndMinute,
        noticeBoardInspectedOn:
          number === NEVER_INSPECTED_NUMBER ? null : new Date(inspectedMs).toISOString().slice(0, 10),
      };
    },
  );
}
