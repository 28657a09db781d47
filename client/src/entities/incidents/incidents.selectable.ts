import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { queryClient } from '../../lib/query-client.ts';
import type { Selectable } from '../../map/selectable.ts';
import { INCIDENTS_KEY } from './incidents.api.ts';

/** Incidents as things of the map; their card needs what incidents do not know, and is composed by the shell. */
export const selectableIncident: Omit<Selectable, 'Card'> = {
  kind: 'incident',
  findTarget(id) {
    const incidents = queryClient.getQueryData<readonly IncidentFeature[]>(INCIDENTS_KEY);
    const incident = incidents?.find(({ properties }) => properties.incidentId === id);
    return incident ? { center: incident.geometry.coordinates } : null;
  },
  loadSearch: null,
};
