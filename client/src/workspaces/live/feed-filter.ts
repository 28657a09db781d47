import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { isCallForHelp, type Alert } from '@liaowang/shared/schemas/alert';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';

/** What the feed is narrowed to, beside its kinds; null, false and '' narrow nothing. */
export interface FeedConditions {
  /** A kind of incident, with all below it. */
  category: string | null;
  /** Alerts that nobody took, incidents that nobody has. */
  isWaiting: boolean;
  branchId: number | null;
  keyAreaId: number | null;
  text: string;
}

export const NO_CONDITIONS: FeedConditions = {
  category: null,
  isWaiting: false,
  branchId: null,
  keyAreaId: null,
  text: '',
};

/** What conditions need to know of a city. */
export interface FeedFacts {
  /** A kind and those above it. */
  pathOf: (categoryId: string) => readonly string[];
  areaOf: (keyAreaId: number) => AreaGeometry | undefined;
  wordsOfIncident: (incident: IncidentFeature) => string;
  wordsOfAlert: (alert: Alert) => string;
}

export function countConditions({ category, isWaiting, branchId, keyAreaId, text }: FeedConditions): number {
  return [category !== null, isWaiting, branchId !== null, keyAreaId !== null, text.trim() !== ''].filter(Boolean)
    .length;
}

/** Whether somebody still has to look at it. */
export const isIncidentWaiting = ({ properties }: IncidentFeature): boolean => properties.status === 'open';
export const isAlertWaiting = ({ status }: Alert): boolean => status === 'raised';

const holdsWords = (said: string, text: string): boolean => {
  const words = said.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
};

/** Incidents and alerts that fit. A call for help that nobody took is never left out. */
export function narrowFeed(
  incidents: readonly IncidentFeature[],
  alerts: readonly Alert[],
  conditions: FeedConditions,
  facts: FeedFacts,
): { incidents: readonly IncidentFeature[]; alerts: readonly Alert[] } {
  if (countConditions(conditions) === 0) return { incidents, alerts };
  const { category, isWaiting, branchId, keyAreaId, text } = conditions;
  const area = keyAreaId === null ? null : facts.areaOf(keyAreaId);
  const isThere = (place: readonly [number, number] | null): boolean =>
    area === null || (area !== undefined && place !== null && isInsideArea([place[0], place[1]], area));
  return {
    incidents: incidents.filter(
      (incident) =>
        (!isWaiting || isIncidentWaiting(incident)) &&
        (branchId === null || incident.properties.branchId === branchId) &&
        (category === null || facts.pathOf(incident.properties.categoryId).includes(category)) &&
        isThere(incident.geometry.coordinates) &&
        holdsWords(facts.wordsOfIncident(incident), text.trim()),
    ),
    alerts: alerts.filter(
      (alert) =>
        (isCallForHelp(alert) && isAlertWaiting(alert)) ||
        ((!isWaiting || isAlertWaiting(alert)) &&
          // An outage is of units of any branches and places: it is told in any case.
          (branchId === null || alert.branchId === branchId || alert.subjectKind === 'units') &&
          category === null &&
          ((alert.subjectKind === 'key-area' && alert.subjectId === keyAreaId) ||
            alert.subjectKind === 'units' ||
            isThere(alert.position)) &&
          holdsWords(facts.wordsOfAlert(alert), text.trim())),
    ),
  };
}
