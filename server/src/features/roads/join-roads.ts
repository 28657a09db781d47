import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { RoadClass } from '@liaowang/shared/schemas/road';

/** A road as it is stored. */
export interface RoadToStore {
  nameZh: string;
  nameEn: string;
  roadClass: RoadClass;
  lines: LngLat[][];
}

/** Ends so near are one: half the width of a lane. A metre of latitude in degrees, which is more than one of longitude. */
const METER_DEGREES = 1 / 111_320;
const SAME_PLACE_DEGREES = 1.5 * METER_DEGREES;
/** Pieces of one name and class that are farther apart than this are two streets: every town has its 人民路. */
const SAME_STREET_DEGREES = 300 * METER_DEGREES;

const keyOf = ([lng, lat]: LngLat, dx = 0, dy = 0): string =>
  `${Math.round(lng / SAME_PLACE_DEGREES) + dx},${Math.round(lat / SAME_PLACE_DEGREES) + dy}`;
const isNear = (a: LngLat, b: LngLat): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) <= SAME_PLACE_DEGREES;

/** Joins lines whose ends meet where no third one ends. */
export function chainLines(lines: readonly LngLat[][]): LngLat[][] {
  const chains = new Map<number, LngLat[]>(lines.map((line, i) => [i, line]));
  const ends = new Map<string, Set<number>>();
  const note = (id: number, line: readonly LngLat[], isThere: boolean) => {
    for (const place of [line[0]!, line.at(-1)!]) {
      const key = keyOf(place);
      const ids = ends.get(key) ?? new Set();
      if (isThere) ids.add(id);
      else ids.delete(id);
      ends.set(key, ids);
    }
  };
  for (const [id, line] of chains) note(id, line, true);
  const findAt = (place: LngLat, except: number): number[] => {
    const found: number[] = [];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const id of ends.get(keyOf(place, dx, dy)) ?? []) {
          const line = chains.get(id)!;
          if (id !== except && !found.includes(id) && (isNear(line[0]!, place) || isNear(line.at(-1)!, place)))
            found.push(id);
        }
    return found;
  };
  for (const id of chains.keys()) {
    for (let isReversed = false, turns = 0; turns < 2;) {
      const line = chains.get(id)!;
      const end = line.at(-1)!;
      const [other, ...more] = findAt(end, id);
      if (other === undefined || more.length > 0 || isNear(line[0]!, end)) {
        // This end is done: the other one next.
        turns++;
        isReversed = !isReversed;
        note(id, line, false);
        chains.set(id, line.toReversed());
        note(id, chains.get(id)!, true);
        continue;
      }
      const next = chains.get(other)!;
      note(id, line, false);
      note(other, next, false);
      chains.delete(other);
      const joined = [...line, ...(isNear(next[0]!, end) ? next : next.toReversed()).slice(1)];
      chains.set(id, joined);
      note(id, joined, true);
    }
  }
  return [...chains.values()];
}

type Box = [west: number, south: number, east: number, north: number];
const boxOf = (line: readonly LngLat[]): Box => [
  Math.min(...line.map(([lng]) => lng)),
  Math.min(...line.map(([, lat]) => lat)),
  Math.max(...line.map(([lng]) => lng)),
  Math.max(...line.map(([, lat]) => lat)),
];
const areClose = (a: Box, b: Box): boolean =>
  a[0] - b[2] <= SAME_STREET_DEGREES &&
  b[0] - a[2] <= SAME_STREET_DEGREES &&
  a[1] - b[3] <= SAME_STREET_DEGREES &&
  b[1] - a[3] <= SAME_STREET_DEGREES;

/** Lines that lie together, by their boxes. */
function groupNear(lines: readonly LngLat[][]): LngLat[][][] {
  const groups: Array<{ boxes: Box[]; lines: LngLat[][] }> = [];
  for (const line of lines) {
    const box = boxOf(line);
    const near = groups.filter(({ boxes }) => boxes.some((each) => areClose(each, box)));
    const group = {
      boxes: [box, ...near.flatMap(({ boxes }) => boxes)],
      lines: [...near.flatMap((each) => each.lines), line],
    };
    for (const each of near) groups.splice(groups.indexOf(each), 1);
    groups.push(group);
  }
  return groups.map((group) => group.lines);
}

/**
 * One road for the pieces of one name and class that lie together; lanes without a name stay apart, joined where two of
 * a class meet and no third.
 */
export function joinRoads(pieces: readonly RoadToStore[]): RoadToStore[] {
  const byName = new Map<string, RoadToStore & { lines: LngLat[][] }>();
  for (const { lines, ...road } of pieces) {
    const key = JSON.stringify([road.nameZh, road.nameEn, road.roadClass]);
    const known = byName.get(key) ?? { ...road, lines: [] };
    for (const line of lines) known.lines.push(line);
    byName.set(key, known);
  }
  return [...byName.values()].flatMap(({ lines, ...road }) => {
    const chains = chainLines(lines);
    const groups = road.nameZh === '' ? chains.map((chain) => [chain]) : groupNear(chains);
    return groups.map((group) => ({ ...road, lines: group }));
  });
}
