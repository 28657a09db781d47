export const nearRepeatZhCN = {
  title: '近期重复发生表',
  spaceBounds: '距离分档（米）',
  timeBounds: '时间分档（天）',
  permutations: '置换次数',
  seed: '随机种子',
  corner: '距离 ＼ 时间',
  dayBand: '{{from}}–{{before}} 天',
  meterBand: '{{from}}–{{before}} 米',
  samePlace: '同一地点',
  cell: '实际 {{observed}} 对，预期约 {{expected}} 对，{{p}}',
  significant: '，显著',
  same: {
    more: '同一地点、{{days}} 天内的事件对是预期的 {{ratio}} 倍（实际 {{observed}} 对，预期约 {{expected}} 对），统计上显著。',
    small:
      '同一地点、{{days}} 天内的事件对是预期的 {{ratio}} 倍（实际 {{observed}} 对，预期约 {{expected}} 对）：不到 1.2 倍，不算近期重复。',
    notMore:
      '同一地点、{{days}} 天内的事件对是预期的 {{ratio}} 倍（实际 {{observed}} 对，预期约 {{expected}} 对）：没有显示出近期重复。',
    none: '同一地点、{{days}} 天内没有成对的事件，预期也没有。',
  },
  sentence: {
    more: '相距不到 {{meters}} 米（不含同一地点）、{{days}} 天内的事件对是预期的 {{ratio}} 倍（实际 {{observed}} 对，预期约 {{expected}} 对），统计上显著。',
    small:
      '相距不到 {{meters}} 米（不含同一地点）、{{days}} 天内的事件对是预期的 {{ratio}} 倍（实际 {{observed}} 对，预期约 {{expected}} 对）：不到 1.2 倍，不算近期重复。',
    notMore:
      '相距不到 {{meters}} 米（不含同一地点）、{{days}} 天内的事件对是预期的 {{ratio}} 倍（实际 {{observed}} 对，预期约 {{expected}} 对）：没有显示出近期重复。',
    none: '相距不到 {{meters}} 米、{{days}} 天内没有成对的事件，预期也没有。',
  },
  basis:
    '{{events}} 件事件，置换 {{permutations}} 次，种子 {{seed}}。底色和粗体：p ≤ 0.05 且不少于预期的 1.2 倍（Ratcliffe）。',
};
