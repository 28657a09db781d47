/** What a call for help says when it is opened. */
export const callZhCN = {
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
};
