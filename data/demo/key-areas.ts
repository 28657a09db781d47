import type { KeyAreaKind } from '@liaowang/shared/schemas/key-area';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { findNearestBranch, type DemoBranch } from './branches.ts';
import { isInCity, toLngLat, type PlanePoint } from './ground.ts';
import type { Random } from './random.ts';
import { findTown } from './towns.ts';

export interface DemoKeyArea {
  code: string;
  name: string;
  nameEn: string;
  kind: KeyAreaKind;
  branchCode: string;
  /** A closed ring, counter-clockwise, inside the boundary. */
  polygon: PolygonGeometry;
}

/** Town code without 320381, kind, names, metres east and north of the town's centre, radius (null = the whole core). */
const AREAS: readonly [string, KeyAreaKind, string, string, number, number, number | null][] = [
  ['001', 'town-core', '新安城区', "Xin'an Urban Core", 0, 0, null],
  ['102', 'town-core', '瓦窑镇区', 'Wayao Town Core', 0, 0, null],
  ['116', 'town-core', '双塘镇区', 'Shuangtang Town Core', 0, 0, null],
  ['114', 'town-core', '高流镇区', 'Gaoliu Town Core', 0, 0, null],
  ['108', 'town-core', '棋盘镇区', 'Qipan Town Core', 0, 0, null],
  ['107', 'town-core', '窑湾镇区', 'Yaowan Town Core', 0, 0, null],
  ['001', 'station', '火车站片区', 'Railway Station Area', 150, 900, 420],
  ['001', 'station', '汽车客运站片区', 'Coach Station Area', 900, 600, 300],
  ['001', 'market', '商贸城片区', 'Trade Market Area', -1_300, 500, 450],
  ['001', 'school', '第一中学', 'No. 1 Middle School', 1_600, -300, 260],
  ['001', 'school', '第三中学', 'No. 3 Middle School', -1_500, -1_100, 260],
  ['001', 'school', '实验小学', 'Experimental Primary School', 300, -1_500, 200],
  ['001', 'hospital', '中心医院', 'Central Hospital', 600, -700, 280],
  ['116', 'market', '双塘集贸市场', 'Shuangtang Market', 150, -200, 220],
  ['107', 'scenic', '窑湾古镇景区', 'Yaowan Old Town', 150, 100, 350],
  ['403', 'scenic', '马陵山景区', 'Malingshan Scenic Area', 0, 0, 900],
];

const CORNERS = 28;
/** Share of the radius by which an outline wobbles. */
const WOBBLE = 0.09;
const BOUNDARY_MARGIN_METERS = 100;

/** Rounded outlines about made-up places; star-shaped about their centre, so they never cross themselves. */
export function createKeyAreas(random: Random, branches: readonly DemoBranch[]): DemoKeyArea[] {
  return AREAS.map(([townCode, kind, name, nameEn, east, north, radiusMeters], index) => {
    const town = findTown(`320381${townCode}`);
    const center = { x: town.center.x + east, y: town.center.y + north };
    return {
      code: `KA${String(index + 1).padStart(2, '0')}`,
      name,
      nameEn,
      kind,
      branchCode: findNearestBranch(
        branches.filter((branch) => branch.townCode === town.code),
        center,
      ).code,
      polygon: drawOutline(random, center, radiusMeters ?? town.coreRadiusMeters),
    };
  });
}

function drawOutline(random: Random, center: PlanePoint, radiusMeters: number): PolygonGeometry {
  const phases = [2, 3, 5].map((waves) => ({ waves, phase: random.between(0, 2 * Math.PI) }));
  const ring = Array.from({ length: CORNERS }, (_, corner): LngLat => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const wobble = phases.reduce(
      (sum, { waves, phase }) => sum + (WOBBLE / waves) * Math.sin(waves * angle + phase),
      1,
    );
    const at = (radius: number): PlanePoint => ({
      x: center.x + radius * Math.cos(angle),
      y: center.y + radius * Math.sin(angle),
    });
    let radius = radiusMeters * wobble;
    // Where the boundary is near, the outline draws back; the centres themselves are well inside.
    while (!isInCity(at(radius), BOUNDARY_MARGIN_METERS)) radius *= 0.97;
    return toLngLat(at(radius));
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}
