import type { SameKeys } from '../same-keys.ts';
import type { zoneExportZhCN } from './zone-export.zh-CN.ts';

export const zoneExportEn: SameKeys<typeof zoneExportZhCN> = {
  zones: 'Hotspots',
  records: 'Review records',
  files: { 'zones-xlsx': 'Hotspots (XLSX)', 'zones-csv': 'Hotspots (CSV)', 'zones-geojson': 'Outlines of hotspots (GeoJSON)', 'records-xlsx': 'Review records (XLSX)', 'records-csv': 'Review records (CSV)', 'records-geojson': 'Outlines of records (GeoJSON)' },
  column: { rank: 'Rank', place: 'Place', incidents: 'Incidents', areaHectares: 'Area (ha)', density: 'Per km²', evidence: 'Evidence', id: 'No.', reason: 'Reason' },
  heldPercent: 'Incidents held by hotspots (%)',
  landPercent: 'Area taken by hotspots (%)',
  baselinePercent: 'Held by plain counts on as much area (%)',
};
