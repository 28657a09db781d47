import type { SuggestedParameters } from '@liaowang/shared/analysis/hotspots/zones/suggest-parameters';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import type { Suggestions } from './zones-found.ts';

/** Those of the suggested parameters that a method has, by the names of its settings. */
export function pickSuggestions(
  method: ZoneMethod,
  { bandwidth, cellMeters, bandMeters, dbscan, stepDays }: SuggestedParameters,
): Suggestions {
  switch (method.kind) {
    case 'counts':
      return { cellMeters };
    case 'density':
      return bandwidth
        ? { bandwidthMeters: method.kernel === 'quartic' ? bandwidth.quarticMeters : bandwidth.gaussianMeters }
        : {};
    case 'gi-star':
    case 'local-moran':
      return { cellMeters, bandMeters };
    case 'dbscan':
      return dbscan ? { ...dbscan } : {};
    case 'emerging':
      return { cellMeters, bandMeters, stepDays };
    case 'repeat':
      return {};
  }
}
