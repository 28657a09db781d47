import type { IncidentCategory } from '@liaowang/shared/schemas/incident';

/** A kind of the made-up city's own, below one of our categories. */
interface DemoKind {
  category: IncidentCategory;
  nameZh: string;
  nameEn: string;
  /** Incidents that end in one of these are of the kind. */
  descriptions: readonly string[];
}

/** The made-up city's kinds. What is of none of them is told by its category alone, as in real registers. */
export const DEMO_KINDS: readonly DemoKind[] = [
  {
    category: 'dispute',
    nameZh: '邻里纠纷',
    nameEn: 'Neighbours',
    descriptions: ['邻里因停车位发生争执', '因噪声问题引发邻里口角'],
  },
  { category: 'dispute', nameZh: '租赁纠纷', nameEn: 'Tenancy', descriptions: ['租客与房东因押金发生纠纷'] },
  { category: 'dispute', nameZh: '消费纠纷', nameEn: 'Purchases', descriptions: ['消费退款引发争执'] },
  { category: 'dispute', nameZh: '家庭纠纷', nameEn: 'Family', descriptions: ['家庭琐事引发争吵，志愿者到场劝和'] },
  { category: 'theft', nameZh: '商铺盗窃', nameEn: 'From shops', descriptions: ['店内商品被盗'] },
  { category: 'theft', nameZh: '扒窃', nameEn: 'Pickpocketing', descriptions: ['购物时随身财物被盗'] },
  { category: 'theft', nameZh: '盗窃车内财物', nameEn: 'From vehicles', descriptions: ['车内物品被盗'] },
  { category: 'vehicle-theft', nameZh: '电动自行车被盗', nameEn: 'E-bikes', descriptions: ['停放的电动自行车被盗'] },
  {
    category: 'traffic',
    nameZh: '剐蹭事故',
    nameEn: 'Scrapes',
    descriptions: ['两车轻微刮擦，影响通行', '电动自行车与行人相碰'],
  },
  { category: 'traffic', nameZh: '违停', nameEn: 'Illegal parking', descriptions: ['车辆违停堵塞路口'] },
  {
    category: 'help',
    nameZh: '走失',
    nameEn: 'Lost persons',
    descriptions: ['老人迷路，协助联系家属', '儿童与家人走散'],
  },
  {
    category: 'fraud',
    nameZh: '冒充客服',
    nameEn: 'Sham customer service',
    descriptions: ['居民接到疑似冒充客服电话', '网购遇虚假退款链接'],
  },
  { category: 'fraud', nameZh: '刷单返利', nameEn: 'Fake task rebates', descriptions: ['疑似刷单返利骗局，已劝阻'] },
  {
    category: 'noise',
    nameZh: '施工噪声',
    nameEn: 'Building works',
    descriptions: ['夜间施工噪声扰民', '住户深夜装修扰民'],
  },
  { category: 'fire-hazard', nameZh: '飞线充电', nameEn: 'Unsafe charging', descriptions: ['电动自行车飞线充电'] },
  {
    category: 'fire-hazard',
    nameZh: '占用消防通道',
    nameEn: 'Blocked fire lanes',
    descriptions: ['楼道堆放杂物堵塞通道', '消防通道被车辆占用'],
  },
];

/** The place in {@link DEMO_KINDS} of what a description tells; null = none of them. */
export function findDemoKind(category: IncidentCategory, description: string): number | null {
  const index = DEMO_KINDS.findIndex((kind) => kind.category === category && kind.descriptions.includes(description));
  return index === -1 ? null : index;
}
