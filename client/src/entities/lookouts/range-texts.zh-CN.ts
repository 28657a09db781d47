/** Texts of changing what a lookout sees, on its card and in a plan. */
export const lookoutRangeZhCN = {
  lookoutRange: {
    title: '观察范围',
    how: '瞭望点看到的，是所选形状在观察半径以内的部分。背后有墙、只看一侧的，用扇形；被房屋遮挡的，照实地手绘。夜间按覆盖设置缩短半径，扇形和手绘的范围同样缩短。',
    kind: '形状',
    kinds: { disk: '四周', sector: '扇形', ground: '手绘' },
    meters: '半径',
    bearingDegrees: '朝向',
    angleDegrees: '张角',
    dragHint: {
      disk: '拖动地图上的圆点，改变半径。',
      sector: '拖动弧线中间的圆点，改变朝向和半径；拖动弧线一端的圆点，改变张角。朝向从正北起顺时针计。',
    },
    drawHint: '逐点画出看得到的范围，双击或 Enter 结束，Backspace 退一点（已 {{count}} 点）',
    redraw: '重画',
    save: '保存',
    changedMeanwhile: '别人刚改过这个瞭望点的范围。请取消后看最新的，再改。',
  },
};
