import type { SameKeys } from '../same-keys.ts';
import type { zoneExportZhCN } from './zone-export.zh-CN.ts';

export const zoneExportEn: SameKeys<typeof zoneExportZhCN> = {
  zones: 'Hotspots',
  nearRepeat: 'Near-repeat table',
  pairs: 'Pairs',
  records: 'Review records',
  files: { 'zones-xlsx': 'Hotspots (XLSX)', 'zones-csv': 'Hotspots (CSV)', 'zones-geojson': 'Outlines of hotspots (GeoJSON)', 'nearRepeat-xlsx': 'Near-repeat table and pairs (XLSX)', 'nearRepeat-csv': 'Near-repeat table (CSV)', 'pairs-csv': 'Pairs (CSV)', 'records-xlsx': 'Review records (XLSX)', 'records-csv': 'Review records (CSV)', 'records-geojson': 'Outlines of records (GeoJSON)', 'areas-xlsx': 'Table of areas (XLSX)', 'areas-csv': 'Table of areas (CSV)', 'areas-geojson': 'Areas with figures (GeoJSON)' },
  column: { rank: 'Rank', place: 'Place', incidents: 'Incidents', areaHectares: 'Area (ha)', density: 'Per km²', evidence: 'Evidence', id: 'No.', reason: 'Reason' },
  knox: { distance: 'Distance', time: 'Time', observed: 'Pairs', expected: 'Expected', ratio: 'Ratio', p: 'p', significant: 'Significant', method: 'Knox test: times permuted {{permutations}} times, seed {{seed}}; significant at p ≤ 0.05 and at least 1.2 times the expected pairs (Ratcliffe)' },
  pair: { earlier: 'Earlier incident', earlierAt: 'Earlier time', later: 'Later incident', laterAt: 'Later time', meters: 'Apart (m)', days: 'Apart (days)', samePlace: 'Same place', listed: '{{listed}} listed of {{all}}, the nearest first' },
  areas: 'Areas',
  areaTable: {
    code: 'Code', squareKilometers: 'Area (km²)', several: 'In several areas that overlap', earlier: '{{name}}: count compared with', change: '{{name}} (%)', low: '{{name}} interval from', high: '{{name}} interval to',
    q: '{{name}} q', dispersion: '{{name}} dispersion', verdict: '{{name}} verdict', weekMean: 'Mean of the weeks before', weekLow: 'Usual from', weekHigh: 'Usual to',
  },
  heldPercent: 'Incidents held by hotspots (%)',
  landPercent: 'Area taken by hotspots (%)',
  baselinePercent: 'Held by plain counts on as much area (%)',
};
