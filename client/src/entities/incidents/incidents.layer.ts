import type { Layer } from '@deck.gl/core';
import { IconLayer } from '@deck.gl/layers';
import type { IncidentFeature, IncidentSeverity } from '@liaowang/shared/schemas/incident';
import type { MarkAtlas } from '../../map/mark-atlas.ts';
import { ZOOM_STOPS, interpolateStops } from '../../map/zoom-stops.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';
import { incidentIcon } from './incident-marks.ts';

/** Where each layer lies. */
export const INCIDENT_BANDS: LayerBands = {
  'incident-pulses': 'events',
  incidents: 'events',
  'selection-ring': 'selection',
};

const SIZE_STOPS = [
  [9, 13],
  [11, 16],
  [12.9, 20],
  [13, 27],
  [16, 34],
] as const;
const SEVERITY_SCALE: Record<IncidentSeverity, number> = { low: 0.9, medium: 1, high: 1.15, critical: 1.25 };

export interface IncidentOptions {
  incidents: readonly IncidentFeature[];
  hoveredId: number | null;
  atlas: MarkAtlas;
  zoom: number;
}

/** Incidents in shapes by severity, hollow when closed; their category as an icon from zoom 13. */
export function createIncidentLayer({ incidents, hoveredId, atlas, zoom }: IncidentOptions): Layer {
  const hasIcons = zoom >= ZOOM_STOPS.icons;
  const size = interpolateStops(SIZE_STOPS, zoom);
  return new IconLayer<IncidentFeature>({
    id: 'incidents',
    data: incidents,
    iconAtlas: atlas.image,
    iconMapping: atlas.mapping,
    getPosition: ({ geometry }) => geometry.coordinates,
    getIcon: ({ properties }) =>
      incidentIcon(properties.severity, hasIcons ? properties.category : null, properties.status === 'closed'),
    getSize: ({ properties }) =>
      size * SEVERITY_SCALE[properties.severity] * (properties.incidentId === hoveredId ? 1.15 : 1),
    sizeUnits: 'pixels',
    updateTriggers: { getIcon: [atlas, hasIcons], getSize: [Math.round(zoom * 2), hoveredId] },
  });
}
