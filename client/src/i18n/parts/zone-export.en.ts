import type { SameKeys } from '../same-keys.ts';
import type { zoneExportZhCN } from './zone-export.zh-CN.ts';

export const zoneExportEn: SameKeys<typeof zoneExportZhCN> = {
  zones: 'Zones',
  records: 'Review records',
  files: { 'zones-xlsx': 'Zones (XLSX)', 'zones-csv': 'Zones (CSV)', 'zones-geojson': 'Outlines of zones (GeoJSON)', 'records-xlsx': 'Review records (XLSX)', 'records-csv': 'Review records (CSV)', 'records-geojson': 'Outlines of records (GeoJSON)' },
  column: { rank: 'Rank', place: 'Place', incidents: 'Incidents', areaHectares: 'Area (ha)', density: 'Per km²', evidence: 'Evidence', id: 'No.', reason: 'Reason' },
  heldPercent: 'Incidents held by zones (%)',
  landPercent: 'Land taken by zones (%)',
  baselinePercent: 'Held by plain counts on as much land (%)',
};
