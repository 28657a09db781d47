import type { Queryable } from '../../plugins/postgres.ts';
import { ROAD_CLASSES } from '@liaowang/shared/schemas/road';
import { readRoads, type RoadFileOptions } from './read-roads.ts';
import { createRoadsRepository } from './roads.repository.ts';

/** Roads of one statement. */
const BATCH = 1_000;
/** Pages fetch all roads at once. */
const MANY_ROADS = 20_000;

/** Roads that cannot be loaded; the message is a sentence for who loads them. */
export class RoadsRefused extends Error {}

/**
 * Puts the roads of a file in the place of all earlier ones, inside the transaction of `client`; what became of them, a line each.
 * @throws {RoadsRefused} where nothing of it would be stored; FileRefused
 */
export async function loadRoads(
  path: string,
  options: Omit<RoadFileOptions, 'jurisdiction'>,
  client: Queryable,
): Promise<string[]> {
  const repository = createRoadsRepository(client);
  const jurisdiction = (await repository.isReady()) ? await repository.findJurisdiction() : null;
  if (!jurisdiction) throw new RoadsRefused('This database holds no city yet: start the server on it once.');
  const { roads, features, leftOut, hasClasses } = await readRoads(path, { ...options, jurisdiction });
  const replaced = await repository.deleteAll();
  let stored = 0;
  for (let from = 0; from < roads.length; from += BATCH)
    stored += await repository.insertNear(roads.slice(from, from + BATCH));
  if (stored === 0)
    throw new RoadsRefused(
      roads.length === 0
        ? `None of its ${features} features is a road that can be read (${[...leftOut].map(([why, count]) => `${why}: ${count}`).join(', ') || 'it is empty'}).`
        : 'None of its roads lies in or near the jurisdiction. Is it in another datum, or another city?',
    );
  const counts = await repository.countByClass();
  return [
    `${features} features, joined to ${roads.length} roads; ${replaced} earlier roads go.`,
    ...(hasClasses ? [] : ['No field says what kind of road each is: all are taken for streets. Say --class-field.']),
    ...ROAD_CLASSES.flatMap((roadClass) => {
      const count = counts.find((each) => each.roadClass === roadClass);
      return count
        ? [
            `  ${roadClass.padEnd(9)}${String(count.roads).padStart(7)} roads, ${count.named} with a name, ${count.kilometers.toFixed(1)} km`,
          ]
        : [];
    }),
    ...[...leftOut].toSorted((a, b) => b[1] - a[1]).map(([why, count]) => `Left out (${why}): ${count} features`),
    ...(roads.length > stored ? [`Left out (far outside the jurisdiction): ${roads.length - stored} roads`] : []),
    ...(stored > MANY_ROADS
      ? [
          `These are many: every page fetches all of them once. Leave out classes that nobody needs, above ${MANY_ROADS}.`,
        ]
      : []),
  ];
}
