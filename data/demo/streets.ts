import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { RoadClass } from '@liaowang/shared/schemas/road';
import { toLngLat } from './ground.ts';
import type { RoadNetwork, TownStreet } from './roads.ts';
import { CAPITAL_TOWN_CODE, findTown } from './towns.ts';

/** A street or road of the made-up city, in pieces. */
export interface DemoStreet {
  name: string;
  nameEn: string;
  roadClass: RoadClass;
  lines: LngLat[][];
}

type Name = readonly [zh: string, en: string];

/** Of the county seat's widest streets, the middle one first. Their courses are made up, whatever real ones are called. */
const SEAT_EAST_WEST: readonly Name[] = [
  ['钟吾路', 'Zhongwu Road'],
  ['市府路', 'Shifu Road'],
  ['新华路', 'Xinhua Road'],
  ['建业路', 'Jianye Road'],
  ['沭滨路', 'Shubin Road'],
  ['青年路', 'Qingnian Road'],
  ['南京路', 'Nanjing Road'],
  ['北京路', 'Beijing Road'],
];
const SEAT_NORTH_SOUTH: readonly Name[] = [
  ['人民路', 'Renmin Road'],
  ['大桥路', 'Daqiao Road'],
  ['徐海路', 'Xuhai Road'],
  ['黄山路', 'Huangshan Road'],
  ['泰山路', 'Taishan Road'],
  ['马陵山路', 'Malingshan Road'],
  ['无锡路', 'Wuxi Road'],
  ['锦江路', 'Jinjiang Road'],
];
/** Of all other streets, as towns all over the country have them. */
const USUAL: readonly Name[] = [
  ['建设路', 'Jianshe Road'],
  ['振兴路', 'Zhenxing Road'],
  ['文化路', 'Wenhua Road'],
  ['育才路', 'Yucai Road'],
  ['富民路', 'Fumin Road'],
  ['幸福路', 'Xingfu Road'],
  ['光明路', 'Guangming Road'],
  ['和平路', 'Heping Road'],
  ['团结路', 'Tuanjie Road'],
  ['朝阳路', 'Chaoyang Road'],
  ['工业路', 'Gongye Road'],
  ['农场路', 'Nongchang Road'],
  ['学府路', 'Xuefu Road'],
  ['康复路', 'Kangfu Road'],
  ['迎宾路', 'Yingbin Road'],
  ['滨河路', 'Binhe Road'],
  ['花园路', 'Huayuan Road'],
  ['胜利路', 'Shengli Road'],
  ['解放路', 'Jiefang Road'],
  ['友谊路', 'Youyi Road'],
  ['向阳路', 'Xiangyang Road'],
  ['长青路', 'Changqing Road'],
  ['兴隆路', 'Xinglong Road'],
  ['太平路', 'Taiping Road'],
  ['五一路', 'Wuyi Road'],
  ['劳动路', 'Laodong Road'],
  ['前进路', 'Qianjin Road'],
  ['东风路', 'Dongfeng Road'],
  ['红旗路', 'Hongqi Road'],
  ['民主路', 'Minzhu Road'],
  ['复兴路', 'Fuxing Road'],
  ['永安路', "Yong'an Road"],
  ['龙泉路', 'Longquan Road'],
  ['凤鸣路', 'Fengming Road'],
  ['桃园路', 'Taoyuan Road'],
  ['柳园路', 'Liuyuan Road'],
  ['梅园路', 'Meiyuan Road'],
  ['竹园路', 'Zhuyuan Road'],
  ['荷花路', 'Hehua Road'],
  ['银杏路', 'Yinxing Road'],
  ['丁香路', 'Dingxiang Road'],
  ['紫薇路', 'Ziwei Road'],
];
const SEAT_WIDE_EVERY_BLOCKS = 3;
/** Streets farther from a small town's middle are lanes without a name. */
const NAMED_BLOCKS = 2;

/** The middle first, then by turns on either side: 0, 1, −1, 2, −2 … */
const findTurn = (block: number): number => (block > 0 ? 2 * block - 1 : -2 * block);

/** Everything that is drawn of the made-up street network, with names that are unique within a town, and between towns; positions are WGS-84. */
export function createStreets({ nodes, streets, arterials }: RoadNetwork): DemoStreet[] {
  const draw = (path: readonly number[]): LngLat[] => path.map((node) => toLngLat(nodes[node]!));
  const usedOf = new Map<string, number>();
  const roads = arterials.map(({ fromTown, toTown, path }): DemoStreet => {
    const [from, to] = [findTown(fromTown), findTown(toTown)];
    return {
      name: `${shorten(from.name)}${shorten(to.name)}公路`,
      nameEn: `${shortenEn(from.nameEn)}–${shortenEn(to.nameEn)} Highway`,
      roadClass: 'trunk',
      lines: [draw(path)],
    };
  });
  const inTowns = streets
    .toSorted((a, b) => findTurn(a.block) - findTurn(b.block))
    .map((street): DemoStreet => {
      const own = nameSeatStreet(street);
      const isNamed = street.townCode === CAPITAL_TOWN_CODE || Math.abs(street.block) <= NAMED_BLOCKS;
      const [name, nameEn] = own ?? (isNamed ? takeUsual(street.townCode, usedOf) : null) ?? ['', ''];
      return {
        name,
        nameEn,
        roadClass: own || street.block === 0 ? 'main' : 'street',
        lines: street.pieces.map(draw),
      };
    });
  return [...roads, ...inTowns];
}

function nameSeatStreet({ townCode, runs, block }: TownStreet): Name | null {
  if (townCode !== CAPITAL_TOWN_CODE || block % SEAT_WIDE_EVERY_BLOCKS !== 0) return null;
  const names = runs === 'east-west' ? SEAT_EAST_WEST : SEAT_NORTH_SOUTH;
  return names[findTurn(block / SEAT_WIDE_EVERY_BLOCKS)] ?? null;
}

/** The next usual name that a town has not given yet; null when all are given. */
function takeUsual(townCode: string, usedOf: Map<string, number>): Name | null {
  const used = usedOf.get(townCode) ?? 0;
  usedOf.set(townCode, used + 1);
  return USUAL[used] ?? null;
}

/** 瓦窑镇 → 瓦窑; a scenic area keeps a word, since the town beside it has the same name. */
const shorten = (name: string): string =>
  name.replace(/(街道|镇|高新技术产业开发区)$/, '').replace(/风景名胜区$/, '景区');

const shortenEn = (name: string): string => name.replace(/ (Subdistrict|Town|High-tech Zone)$/, '');
