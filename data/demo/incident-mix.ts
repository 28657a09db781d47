import type { IncidentCategory, IncidentSeverity } from '@liaowang/shared/schemas/incident';

/** A bump of the day: hour of its middle (local), its width in hours, its height over the base of 1. */
export type HourBump = readonly [hour: number, widthHours: number, height: number];

/** How one category behaves; all figures are made up to look like a county town's. */
export interface CategoryMix {
  /** Share of the background, relative to the others. */
  share: number;
  bumps: readonly HourBump[];
  /** Monday to Sunday. */
  weekdays: readonly number[];
  severities: Record<IncidentSeverity, number>;
  /** Share found by patrols; the rest is reported by people. */
  foundShare: number;
  /** Median time until it is reported. */
  medianReportMinutes: number;
  /** What happened, after the name of a place. */
  descriptions: readonly string[];
}

const EVEN = [1, 1, 1, 1, 1, 1, 1];
const WEEKEND = [0.9, 0.9, 0.9, 0.95, 1.15, 1.3, 1.25];
const WORKING = [1.15, 1.1, 1.1, 1.1, 1.15, 0.75, 0.65];

export const INCIDENT_MIX: Record<IncidentCategory, CategoryMix> = {
  dispute: {
    share: 22,
    bumps: [
      [10, 2, 3],
      [19.5, 2.5, 7],
    ],
    weekdays: WEEKEND,
    foundShare: 0.2,
    medianReportMinutes: 8,
    severities: { low: 60, medium: 32, high: 7, critical: 1 },
    descriptions: [
      '邻里因停车位发生争执',
      '租客与房东因押金发生纠纷',
      '两家商户因占道经营争吵',
      '因噪声问题引发邻里口角',
      '消费退款引发争执',
      '家庭琐事引发争吵，志愿者到场劝和',
    ],
  },
  theft: {
    share: 13,
    bumps: [
      [11, 2, 3],
      [17, 3, 4],
      [2, 2, 0.8],
    ],
    weekdays: WEEKEND,
    foundShare: 0.05,
    medianReportMinutes: 55,
    severities: { low: 35, medium: 50, high: 14, critical: 1 },
    descriptions: ['店内商品被盗', '购物时随身财物被盗', '工地少量材料被盗', '快递包裹被冒领', '车内物品被盗'],
  },
  'vehicle-theft': {
    share: 8,
    bumps: [
      [21, 2.5, 5],
      [3, 2, 3],
      [13, 2, 1.5],
    ],
    weekdays: EVEN,
    foundShare: 0.04,
    medianReportMinutes: 170,
    severities: { low: 10, medium: 65, high: 24, critical: 1 },
    descriptions: ['停放的电动自行车被盗', '电动自行车电瓶被盗', '三轮车停放后不见', '共享单车被私自上锁占用'],
  },
  traffic: {
    share: 15,
    bumps: [
      [7.7, 1, 9],
      [12, 1.2, 2.5],
      [17.8, 1.3, 9],
    ],
    weekdays: WORKING,
    foundShare: 0.28,
    medianReportMinutes: 4,
    severities: { low: 52, medium: 36, high: 10, critical: 2 },
    descriptions: [
      '两车轻微刮擦，影响通行',
      '电动自行车与行人相碰',
      '车辆违停堵塞路口',
      '信号灯故障，路口拥堵',
      '学校门口上下学拥堵',
    ],
  },
  'lost-property': {
    share: 9,
    bumps: [
      [10, 2.5, 4],
      [16, 2.5, 4],
    ],
    weekdays: WEEKEND,
    foundShare: 0.22,
    medianReportMinutes: 35,
    severities: { low: 92, medium: 8, high: 0, critical: 0 },
    descriptions: [
      '遗失手机求助查找',
      '拾获钱包一只，待失主认领',
      '遗失背包一个',
      '出租车上遗落物品',
      '拾获证件袋一个，待认领',
    ],
  },
  help: {
    share: 13,
    bumps: [
      [9, 2.5, 4],
      [15.5, 2.5, 3],
      [20, 2, 3],
    ],
    weekdays: EVEN,
    foundShare: 0.15,
    medianReportMinutes: 4,
    severities: { low: 55, medium: 30, high: 11, critical: 4 },
    descriptions: [
      '老人迷路，协助联系家属',
      '儿童与家人走散',
      '行人突感不适需要帮助',
      '居民被反锁门外',
      '外来人员问路求助',
      '车辆抛锚请求协助',
    ],
  },
  fraud: {
    share: 6,
    bumps: [
      [10.5, 2, 5],
      [15.5, 2, 5],
    ],
    weekdays: WORKING,
    foundShare: 0.03,
    medianReportMinutes: 90,
    severities: { low: 20, medium: 55, high: 24, critical: 1 },
    descriptions: [
      '居民接到疑似冒充客服电话',
      '老人被推销高价保健品',
      '疑似刷单返利骗局，已劝阻',
      '网购遇虚假退款链接',
    ],
  },
  noise: {
    share: 7,
    bumps: [
      [21.8, 1.5, 10],
      [6.5, 1, 1.5],
      [13, 1, 1.5],
    ],
    weekdays: WEEKEND,
    foundShare: 0.1,
    medianReportMinutes: 12,
    severities: { low: 88, medium: 12, high: 0, critical: 0 },
    descriptions: ['夜间施工噪声扰民', '广场舞音响声音过大', '商户音响扰民', '住户深夜装修扰民'],
  },
  'fire-hazard': {
    share: 4,
    bumps: [
      [10, 2.5, 3],
      [18, 2.5, 3],
    ],
    weekdays: EVEN,
    foundShare: 0.62,
    medianReportMinutes: 6,
    severities: { low: 45, medium: 40, high: 12, critical: 3 },
    descriptions: [
      '楼道堆放杂物堵塞通道',
      '电动自行车飞线充电',
      '消防通道被车辆占用',
      '垃圾桶冒烟，已及时处置',
      '秸秆堆放点有火险隐患',
    ],
  },
  other: {
    share: 3,
    bumps: [
      [10, 3, 3],
      [16, 3, 3],
    ],
    weekdays: EVEN,
    foundShare: 0.35,
    medianReportMinutes: 15,
    severities: { low: 80, medium: 18, high: 2, critical: 0 },
    descriptions: ['井盖松动，已放置警示', '路灯不亮', '树枝断落影响通行', '犬只未牵绳，已提醒'],
  },
};

/** Expected relative rate of a category at an hour of the local day (0–24) and a weekday (0 = Monday). */
export function computeRhythm(mix: Pick<CategoryMix, 'bumps' | 'weekdays'>, hour: number, weekday: number): number {
  // The base is low: nights are quiet. A bump reaches across midnight.
  const base = 0.35;
  const bumps = mix.bumps.reduce((sum, [middle, width, height]) => {
    const apart = Math.min(Math.abs(hour - middle), 24 - Math.abs(hour - middle));
    return sum + height * Math.exp(-((apart / width) ** 2) / 2);
  }, 0);
  return (base + bumps) * mix.weekdays[weekday]!;
}
