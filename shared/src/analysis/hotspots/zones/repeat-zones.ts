import type { ZoneMethod } from '../../../schemas/zone-method.ts';
import { findRepeatPlaces } from './repeat-places.ts';
import { rankZones, sumZones, type UnrankedZone } from './rank-zones.ts';
import { outlineCircles } from './round-outline.ts';
import type { ZoneResult } from './zone-result.ts';
import type { PreparedStudy, StudyIncidents } from './zone-study.ts';

/**
 * Places with at least minCount incidents, drawn as a circle of the tolerance about the mean of their incidents; a chain
 * of doors may be longer than its circle. Throws RangeError like findRepeatPlaces.
 */
export function findRepeatZones(
  study: PreparedStudy,
  incidents: StudyIncidents,
  { toleranceMeters, minCount }: Extract<ZoneMethod, { kind: 'repeat' }>,
): ZoneResult {
  const found = findRepeatPlaces(incidents, { reachMeters: toleranceMeters })
    .filter(({ members }) => members.length >= minCount)
    .map(({ x, y, firstMs, lastMs, members }): UnrankedZone => ({
      ...outlineCircles({ xs: [x], ys: [y] }, toleranceMeters, study.projection),
      labelPoint: study.projection.inverse(x, y),
      incidentCount: members.length,
      evidence: { kind: 'repeat', firstMs, lastMs },
    }));
  const zones = rankZones(found, 'incidents');
  return {
    zones,
    incidentCount: incidents.xs.length,
    ...sumZones(zones),
    areaSquareMeters: study.area.areaSquareMeters,
    surface: null,
    cells: null,
    unevenness: null,
    warning: null,
  };
}
