import { createBranches, createStations, type DemoBranch, type DemoStation } from './branches.ts';
import { createClusters, type DemoCluster } from './clusters.ts';
import { createHouseholds, type DemoHouseholds } from './households.ts';
import { createIncidents, type DemoIncident } from './incidents.ts';
import { createKeyAreas, type DemoKeyArea } from './key-areas.ts';
import { createLookouts, type DemoLookout } from './lookouts.ts';
import { createRandom } from './random.ts';
import { createRoadNetwork } from './roads.ts';
import { createUnits, type DemoUnit } from './units.ts';

/** A made-up city over the real map of Xinyi; positions are WGS-84 `[lng, lat]`. */
export interface DemoCity {
  branches: DemoBranch[];
  stations: DemoStation[];
  lookouts: DemoLookout[];
  keyAreas: DemoKeyArea[];
  units: DemoUnit[];
  households: DemoHouseholds[];
  /** The truth behind the incidents: never to be shown to detectors. */
  clusters: DemoCluster[];
}

/**
 * The made-up city of a seed: 25 branches, 278 stations, 22 lookouts, 16 key areas, 1,198 units and 300,000 households in
 * 1,300 places. The same seed and `now` give the same city; `now` only moves the inspections of notice boards and the clusters.
 */
export function createDemoCity({ seed, now }: { seed: number; now: Date }): DemoCity {
  const network = createRoadNetwork(seed);
  const branches = createBranches();
  const stations = createStations(createRandom(seed, 'stations'), network, branches);
  return {
    branches,
    stations,
    lookouts: createLookouts(createRandom(seed, 'lookouts'), now, network, branches),
    keyAreas: createKeyAreas(createRandom(seed, 'key-areas'), branches),
    units: createUnits(createRandom(seed, 'units'), branches),
    households: createHouseholds(createRandom(seed, 'households'), stations),
    clusters: createClusters(now),
  };
}

/** What happened in the made-up city: about 19,000 incidents of the 550 days before `now`, oldest first. Drawn apart from the city: only who plants one needs them. */
export function createDemoIncidents({ seed, now }: { seed: number; now: Date }): DemoIncident[] {
  const network = createRoadNetwork(seed);
  const branches = createBranches();
  const stations = createStations(createRandom(seed, 'stations'), network, branches);
  return createIncidents(createRandom(seed, 'incidents'), now, { network, branches, stations });
}
