/** Prefix of whatever is computed from the incidents: invalidate it when they have changed. */
export const INCIDENT_ANALYSIS_KEY = ['hotspots'] as const;

/** The incidents as columns (features/filter/incident-columns.api.ts). */
export const INCIDENT_COLUMNS_KEY = [...INCIDENT_ANALYSIS_KEY, 'columns'] as const;
