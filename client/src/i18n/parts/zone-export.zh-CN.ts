export const zoneExportZhCN = {
  zones: '热点',
  nearRepeat: '近重复表',
  pairs: '事件对',
  records: '研判记录',
  files: { 'zones-xlsx': '热点表（XLSX）', 'zones-csv': '热点表（CSV）', 'zones-geojson': '热点范围（GeoJSON）', 'nearRepeat-xlsx': '近重复表与事件对（XLSX）', 'nearRepeat-csv': '近重复表（CSV）', 'pairs-csv': '事件对（CSV）', 'records-xlsx': '研判记录（XLSX）', 'records-csv': '研判记录（CSV）', 'records-geojson': '研判记录范围（GeoJSON）', 'areas-xlsx': '片区表（XLSX）', 'areas-csv': '片区表（CSV）', 'areas-geojson': '片区和数字（GeoJSON）' },
  column: { rank: '次序', place: '地点', incidents: '事件（件）', areaHectares: '面积（公顷）', density: '每平方公里（件）', evidence: '依据', id: '编号', reason: '理由' },
  knox: { distance: '距离', time: '时间', observed: '实际（对）', expected: '预期（对）', ratio: '倍数', p: 'p 值', significant: '统计上显著', method: 'Knox 检验：时间随机置换 {{permutations}} 次，种子 {{seed}}；p ≤ 0.05 且不少于预期的 1.2 倍才算统计上显著（Ratcliffe）' },
  pair: { earlier: '前次事件编号', earlierAt: '前次时间', later: '后次事件编号', laterAt: '后次时间', meters: '相距（米）', days: '相隔（天）', samePlace: '同一地点', listed: '列出 {{listed}} 对，共 {{all}} 对，近的优先' },
  areas: '片区统计',
  areaTable: {
    code: '编号', squareKilometers: '面积（km²）', several: '落在几个重叠片区里的（件）', earlier: '{{name}}：比较期（件）', change: '{{name}}变化（%）', low: '{{name}}区间下限', high: '{{name}}区间上限',
    q: '{{name}}校正后的 p（q）', dispersion: '{{name}}离散', verdict: '{{name}}结论', weekMean: '此前每周平均（件）', weekLow: '平常下限（件）', weekHigh: '平常上限（件）',
  },
  heldPercent: '覆盖警情占比（%）',
  landPercent: '热点面积占比（%）',
  baselinePercent: '同样面积，网格计数的覆盖警情占比（%）',
};
