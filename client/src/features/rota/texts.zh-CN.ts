/** The rota of a wall. */
export const rotaZhCN = {
  rota: {
    title: '大屏轮播',
    lead: '大屏依次显示下面勾选的画面。',
    stops: '画面',
    stop: { city: '全市', 'on-duty': '有力量在线的各分会', busy: '周边事件最多的瞭望点' },
    branches: '指定分会',
    keepAs: '当前地图画面，起个名字',
    keep: '加入',
    forget: '删除“{{name}}”',
    dwell: '每个画面停留',
    seconds: '秒',
    dwellProblem: '请填 {{min}}–{{max}} 之间的整数。',
    how: '有人动地图，停 45 秒再继续。有人求助或有未处置的紧急事件，先看那里，处置后继续。按 P 停止或继续，按 W 或 Esc 退出大屏。',
    copyLink: '复制大屏链接',
    start: '开始轮播',
    halt: '停止轮播',
    next: '{{seconds}} 秒后：{{name}}',
    touched: '有人在看，稍后继续',
    urgent: '先看这里，处置后继续',
  },
};
