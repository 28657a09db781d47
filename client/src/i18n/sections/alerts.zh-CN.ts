/** What a call for help and an outage say when they are opened. Fetched with the first of them, and merged into the rest. */
export const alertsZhCN = {
  call: {
    title: '求救中',
    waiting: '尚无人确认',
    taken: '已由 {{name}} 确认',
    takenUnnamed: '已确认',
    pressed: '按下时间',
    heard: '{{time}} 才收到',
    count: '按下次数',
    countLast: '{{count}} 次，最近 {{duration}}前',
    where: '按下位置',
    lastWhere: '最近按下',
    now: '现在位置',
    nowAway: '距按下处 {{distance}}，{{duration}}前定位',
    takenAt: '确认时间',
    showWhere: '看按下处',
  },
  outage: {
    title: '大面积失联',
    silent: '仍失联 {{count}} 个',
    returned: '共 {{affected}} 个同时失联，已恢复 {{returned}} 个。',
    overdue: '多数早已恢复，余下的要逐个核实。',
    spans: '其他分会也有单位失联，由市级值班人员确认和解除。',
    lastHeard: '{{duration}}前',
    rule: '同一时刻中断的单位合成一条：10 个以上，或 5 个以上且占在线单位的一成。各单位恢复后自动移出，全部恢复即解除。',
  },
};
