/** Alerts: kinds, status, the banner of a call for help. */
export const alertsZhCN = {
  alertKind: {
    sos: '紧急求救',
    'unit-lost': '定位失联',
    'units-lost': '大面积定位失联',
    'area-uncovered': '长时间未巡视',
    'unit-stationary': '停留过久',
  },
  alertStatus: { raised: '未确认', acknowledged: '已确认', cleared: '已解除' },
  sos: {
    title: '紧急求救',
    pressed: '按下于 {{duration}}前',
    heard: '{{time}} 才收到',
    presses: '共按 {{count}} 次，最近 {{duration}}前',
    unanswered: '尚无人确认',
    locate: '查看位置',
  },
  alert: {
    limit: '限 {{duration}}',
    lostUnits: '{{count}} 个力量定位失联',
    since: '自 {{time}} 停留',
    acknowledge: '确认',
    acknowledging: '正在确认',
    clear: '解除',
  },
};
