export const densityZhCN = {
  layers: { zones: '高发区' },
  legend: {
    anySource: '全部',
    contour: '高发区边线',
    bandwidth: '影响半径',
    high: '高',
    method: '近 {{days}} 天，影响半径 {{bandwidth}}，共 {{count}} 件',
    methodHow:
      '每件事件按四次核摊到影响半径以内，加起来就是每平方公里的件数（核密度，Silverman 1986）。影响半径就是核的带宽：小了见点，大了见片。',
    source: '来源',
    tooFew: '事件太少（{{found}} 件，至少 {{needed}} 件），不画高发区',
    window: '时段',
    windowDays: '{{days}} 天',
    zones: '高发区密度，件/km²',
  },
};
