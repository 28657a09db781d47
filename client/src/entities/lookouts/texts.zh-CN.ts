/** Lookouts. */
export const lookoutsZhCN = {
  lookout: {
    title: '瞭望点 {{number}}',
    allDay: '全天',
    onDuty: '在岗',
    offDuty: '不在岗',
    board: '公示牌',
    inspected: '{{date}} 巡检（{{days}} 天前）',
    inspectedToday: '今天已巡检',
    neverInspected: '尚无巡检记录',
    disk: '四周，{{range}}',
    sector: '{{angle}}° 扇形，朝{{direction}}，{{range}}',
    ground: '手绘范围，{{area}}',
    changeRange: '改观察范围',
    rangeSaved: '观察范围已改。',
    undoLate: '别人后来又改过这个范围，保持现在的样子。',
  },
  layers: { lookouts: '瞭望点' },
  legend: { lookout: '瞭望点与观察范围' },
  search: { lookouts: '瞭望点' },
};
