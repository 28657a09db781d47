import { emergingZhCN } from './emerging-texts.zh-CN.ts';

/** What methods of finding zones are set to and find; said by who finds zones, and by records of them. */
export const zoneMethodsZhCN = {
  zones: {
    emerging: emergingZhCN,
    option: {
      square: '方格',
      hexagon: '六边形',
      quartic: '四次核',
      gaussian: '高斯核',
      'negative-binomial': '本市的不均匀',
      normal: '正态（同 ArcGIS）',
      'all-shuffled': '全部置换',
      'neighbours-shuffled': '仅看邻域',
    },
    moran: { 'high-high': '高—高聚集', 'high-low': '高—低单点', 'low-high': '低—高离群', 'low-low': '低—低聚集' },
    basis: { normal: '正态近似', exact: '置换的精确概率', 'negative-binomial': '负二项' },
  },
};
