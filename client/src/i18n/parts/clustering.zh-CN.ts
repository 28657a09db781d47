export const clusteringZhCN = {
  othersTitle: '与本市其他事件相比',
  randomTitle: '与完全随机相比',
  nearestTitle: '最近邻指数',
  noOthers: '筛选没有留下足够的其他事件可比（至少 30 件）。请在左边只选一类，再与其余的相比。',
  againstOthers: {
    above: '比本市同期其他事件（{{others}} 件）更聚集，统计上显著（{{p}}），差别在 {{distance}} 处最大。',
    below: '比本市同期其他事件（{{others}} 件）更分散，统计上显著（{{p}}），差别在 {{distance}} 处最大。',
    notShown: '与本市同期其他事件（{{others}} 件）相比，没有显示出更聚集或更分散（{{p}}）。',
  },
  atRandom: {
    above: '相对于辖区内完全随机分布，事件是聚集的，统计上显著（{{p}}），在 {{distance}} 处最明显。',
    below: '相对于辖区内完全随机分布，事件是分散的，统计上显著（{{p}}），在 {{distance}} 处最明显。',
    notShown: '相对于辖区内完全随机分布，没有显示出聚集或分散（{{p}}）。',
  },
  randomNote: '事件总是随街道和人口分布，所以几乎总会否定完全随机；单凭这一点不能说明有热点。',
  nearest: '平均最近邻距离 {{observed}}，完全随机时预期 {{expected}}；指数 {{index}}，z = {{z}}，{{p}}。',
  difference: 'L 之差（本类 − 其他）',
  band: '模拟的 95%，逐点',
  bound: '模拟的 95%，全部距离同时',
  readout: '{{distance}}：{{value}}，模拟的 95% 在 {{low}} 至 {{high}} 之间',
  basis: '{{events}} 件事件，模拟 {{permutations}} 次，种子 {{seed}}。',
  sampled: 'K 由随机抽取的 {{sampled}} 件估计，最近邻指数用全部事件。',
  how: {
    others: '把所选事件与同一时段内被筛选排除的其他事件混在一起，随机交换两类的标签（Diggle 与 Chetwynd 1991），比较两类的 L。两类都受街道和人口分布影响，所以差别才说明这类事件自身更聚集。模拟中两类分布相同时，误报 3%（200 次）。',
    random: 'Ripley K 函数（Ripley 1977），边界修正用缩减样本法（spatstat 的 border），L = √(K/π)，图上为 L(r) − r：大于 0 是聚集，小于 0 是分散。\n\n与辖区内同样多的完全随机的点相比。p 来自全局包络检验（最大绝对偏差；Baddeley 等 2014），一个 p 管所有距离；灰带只逐点成立，不能逐点判断。模拟中没有聚集时，全局检验误报 6%（200 次）。',
    nearest: '最近邻指数（Clark 与 Evans 1954），不作边界修正，与 ArcGIS、CrimeStat 相同：平均最近邻距离 ÷ 同样多的点完全随机时的预期。小于 1 是聚集。同一地点的事件相距 0 米，重复登记的地址会使指数偏小。\n\nz 与 p 不计边界的影响：模拟的完全随机的点里约 20% 误报（多为“分散”），判断请以上面两项检验为准。',
  },
};
