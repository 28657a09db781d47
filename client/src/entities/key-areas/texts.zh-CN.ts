/** Key areas. */
export const keyAreasZhCN = {
  keyArea: {
    kind: {
      'town-core': '镇区',
      bank: '银行',
      'petrol-station': '加油站',
      'small-premises': '九小场所',
      other: '其他',
      school: '学校',
      market: '集贸市场',
      station: '车站',
      hospital: '医院',
      scenic: '景区',
    },
    share: '此刻覆盖',
    unobserved: '未看到',
    showGap: '看缺口',
    gapCount: '缺口数',
    area: '面积',
    noGap: '没有缺口',
    pending: '正在计算覆盖',
  },
  layers: { 'key-areas': '重点区域' },
  search: { keyAreas: '重点区域' },
};
