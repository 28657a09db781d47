/** The hotspot workspace's own words: its tools. */
export const hotspotRoomZhCN = {
  hotspotRoom: {
    label: '热点工具',
    zones: '热点识别',
    change: '变化分析',
    areas: '片区统计',
    predict: '预测检验',
    review: '研判',
    outcome: '成效',
    imports: '导入',
    phone: { filter: '筛选', tools: '工具', trend: '时间' },
  },
};
