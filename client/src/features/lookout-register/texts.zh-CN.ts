/** The register of lookouts. */
export const lookoutRegisterZhCN = {
  lookoutRegister: {
    title: '瞭望点台账',
    search: '按名称或牌号筛选',
    none: '点“登记瞭望点”，再在地图上点它的位置。',
    add: '登记瞭望点',
    edit: '改 {{name}}',
    byPlace: '按位置归属',
    noReason: '未填',
    tooLong: '最多 {{most}} 个字。',
    column: {
      name: '名称',
      number: '牌号',
      duty: '此刻',
      hours: '值守时间',
      range: '观察范围',
      reason: '设点理由',
      board: '公示牌巡检',
    },
    file: { longitude: '经度', latitude: '纬度', rangeMeters: '观察半径（m）' },
    field: { position: '位置', numberOrNext: '牌号（空着取下一个）', meters: '观察半径', supplies: '备勤物资' },
    siteReason: {
      'traffic-artery': '交通要道',
      'crowded-place': '人员密集',
      'many-incidents': '事件多发',
      other: '其他',
    },
    dutyChoice: { any: '不限', on: '在岗', off: '不在岗' },
    duty: {
      allDay: '全天',
      hours: '按时段',
      from: '上岗',
      to: '下岗',
      unreadable: '请写成 24 小时制，如 07:00。',
      never: '起止相同，等于从不在岗。',
    },
    remove: {
      start: '撤除这个瞭望点',
      question: '撤除“{{name}}”？它不再计入覆盖，地图上也不再显示；过去各日的台账与历史保留。',
      sure: '确定撤除',
    },
  },
};
