/** What an outage says when it is opened. */
export const outageZhCN = {
  outage: {
    title: '大面积定位失联',
    silent: '仍失联 {{count}} 个',
    returned: '共 {{affected}} 个同时失联，已恢复 {{returned}} 个。',
    overdue: '多数早已恢复，余下的要逐个核实。',
    spans: '其他分会也有力量定位失联，由市级值班人员确认和解除。',
    lastHeard: '{{duration}}前',
    rule: '同一时刻中断的力量合成一条：10 个以上，或 5 个以上且占在线力量的一成。恢复一个移出一个，全部恢复即解除。',
  },
};
