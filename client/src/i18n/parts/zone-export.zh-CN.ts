export const zoneExportZhCN = {
  zones: '热点',
  records: '研判记录',
  files: { 'zones-xlsx': '热点表（XLSX）', 'zones-csv': '热点表（CSV）', 'zones-geojson': '热点范围（GeoJSON）', 'records-xlsx': '研判记录（XLSX）', 'records-csv': '研判记录（CSV）', 'records-geojson': '研判记录范围（GeoJSON）' },
  column: { rank: '次序', place: '地点', incidents: '事件（件）', areaHectares: '面积（公顷）', density: '每平方公里（件）', evidence: '依据', id: '编号', reason: '理由' },
  heldPercent: '覆盖警情占比（%）',
  landPercent: '热点面积占比（%）',
  baselinePercent: '同样面积，网格计数的覆盖警情占比（%）',
};
