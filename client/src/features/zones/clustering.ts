import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import {
  CLUSTERING_DEFAULTS,
  testClusteringInSteps,
  type ClusteringFound,
} from '@liaowang/shared/analysis/hotspots/clustering/test-clustering';
import { findIncidentsInside, prepareStudy, type ZoneStudy } from '@liaowang/shared/analysis/hotspots/zones/zone-study';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { ClusteringMethod } from './finding-method.ts';

/** What is told of clustering; null with fewer incidents inside than `needed`. */
export interface ClusteringAnswer {
  eventCount: number;
  needed: number;
  found: ClusteringFound | null;
}

interface ClusteringQuestion {
  study: ZoneStudy;
  /** The city's other incidents of the window. */
  others: IncidentColumns;
  method: ClusteringMethod;
}

/** Whether incidents inside the boundary are clustered at all; `onProgress` hears the share of the simulations that are done. */
export function computeClustering(
  incidents: IncidentColumns,
  { study, others, method }: ClusteringQuestion,
  onProgress: (share: number) => void,
): ClusteringAnswer {
  const prepared = prepareStudy(study);
  const events = findIncidentsInside(prepared, incidents);
  const [eventCount, needed] = [events.xs.length, CLUSTERING_DEFAULTS.minEvents];
  if (eventCount < needed) return { eventCount, needed, found: null };
  const steps = testClusteringInSteps({
    events,
    others: findIncidentsInside(prepared, others),
    area: prepared.area,
    simulations: method.permutations,
    random: createRandom(method.seed),
  });
  let step = steps.next();
  for (; !step.done; step = steps.next()) onProgress(step.value);
  return { eventCount, needed, found: step.value };
}
