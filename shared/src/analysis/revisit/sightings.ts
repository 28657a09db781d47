/**
 * Ground seen by one observer from `second` to `until` of an hour: within a range of a straight path, or cells that are
 * listed. Columns that grow.
 */
export interface Sightings {
  count: number;
  /** Four a sighting: from x, y, to x, y on the plane, metres. */
  places: Float32Array;
  ranges: Float32Array;
  seconds: Uint16Array;
  untils: Uint16Array;
  groups: Uint8Array;
  /** Index into `runs`; -1 = within the range of the path. */
  grounds: Int16Array;
  /** Cells as first and end (exclusive) in turn. */
  readonly runs: Int32Array[];
}

const FIRST_CAPACITY = 1_024;
const NO_GROUND = -1;

export function createSightings(): Sightings {
  return withCapacity(FIRST_CAPACITY);
}

export function addSighting(
  sightings: Sightings,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  range: number,
  second: number,
  until: number,
  group: number,
): void {
  const i = sightings.count;
  if (i === sightings.ranges.length) grow(sightings);
  const { places } = sightings;
  places[4 * i] = fromX;
  places[4 * i + 1] = fromY;
  places[4 * i + 2] = toX;
  places[4 * i + 3] = toY;
  sightings.ranges[i] = range;
  sightings.seconds[i] = second;
  sightings.untils[i] = until;
  sightings.groups[i] = group;
  sightings.grounds[i] = NO_GROUND;
  sightings.count = i + 1;
}

/** Adds cells that somebody sees from a place, whatever the range; `ground` is their index in `runs`. */
export function addGroundSighting(
  sightings: Sightings,
  ground: number,
  second: number,
  until: number,
  group: number,
): void {
  addSighting(sightings, 0, 0, 0, 0, 0, second, until, group);
  sightings.grounds[sightings.count - 1] = ground;
}

/** Indexes of sightings by second: counting sort. */
export function orderBySecond({ count, seconds }: Sightings): Uint32Array {
  const starts = new Uint32Array(3_601);
  for (let i = 0; i < count; i++) starts[seconds[i]! + 1]!++;
  for (let second = 0; second < 3_600; second++) starts[second + 1]! += starts[second]!;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[starts[seconds[i]!]!++] = i;
  return order;
}

function withCapacity(capacity: number): Sightings {
  return {
    count: 0,
    places: new Float32Array(4 * capacity),
    ranges: new Float32Array(capacity),
    seconds: new Uint16Array(capacity),
    untils: new Uint16Array(capacity),
    groups: new Uint8Array(capacity),
    grounds: new Int16Array(capacity),
    runs: [],
  };
}

function grow(sightings: Sightings): void {
  const larger = withCapacity(2 * sightings.ranges.length);
  for (const name of ['places', 'ranges', 'seconds', 'untils', 'groups', 'grounds'] as const)
    larger[name].set(sightings[name]);
  Object.assign(sightings, larger, { count: sightings.count, runs: sightings.runs });
}
