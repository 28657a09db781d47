import Flatbush from 'flatbush';

export type PlanePoint = readonly [x: number, y: number];

/** A line of a plane in metres. */
export interface PlaneLine {
  points: readonly PlanePoint[];
  /** It crosses others on bridges: it meets them only where both have a place in common. */
  isBridged: boolean;
}

/** An end that lies so near to another line meets it: roads are rounded to a metre. */
const TOUCH_METERS = 1.5;

/** The same lines with a place more wherever two meet: where they cross, and where one ends on another. */
export function splitAtCrossings(lines: readonly PlaneLine[]): PlanePoint[][] {
  const segments = lines.flatMap(({ points, isBridged }, line) =>
    points.slice(1).map((to, index) => ({ line, index, from: points[index]!, to, isBridged })),
  );
  if (segments.length === 0) return lines.map(({ points }) => [...points]);
  const tree = new Flatbush(segments.length);
  for (const { from, to } of segments)
    tree.add(
      Math.min(from[0], to[0]) - TOUCH_METERS,
      Math.min(from[1], to[1]) - TOUCH_METERS,
      Math.max(from[0], to[0]) + TOUCH_METERS,
      Math.max(from[1], to[1]) + TOUCH_METERS,
    );
  tree.finish();
  /** Of each segment, where along it (0–1) others meet it. */
  const cuts = segments.map((): number[] => []);
  segments.forEach((segment, at) => {
    const { from, to } = segment;
    const box = [
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
    ] as const;
    for (const other of tree.search(...box)) {
      if (other <= at || segment.isBridged || segments[other]!.isBridged) continue;
      for (const [t, u] of findMeetings(segment, segments[other]!)) {
        cuts[at]!.push(t);
        cuts[other]!.push(u);
      }
    }
  });
  const split = lines.map(({ points }) => points.slice(0, 1));
  segments.forEach(({ line, from, to }, at) => {
    for (const t of [...cuts[at]!.filter((cut) => cut > 0 && cut < 1).sort((a, b) => a - b), 1])
      split[line]!.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
  });
  return split;
}

interface Segment {
  from: PlanePoint;
  to: PlanePoint;
}

/** Where along a segment the foot of a point lies, when it lies on it; null elsewhere. */
function findFoot([x, y]: PlanePoint, { from, to }: Segment): number | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return null;
  const t = Math.max(0, Math.min(1, ((x - from[0]) * dx + (y - from[1]) * dy) / squared));
  return Math.hypot(x - from[0] - t * dx, y - from[1] - t * dy) <= TOUCH_METERS ? t : null;
}

/** Where two segments meet, as shares of both: their crossing, and ends of either that lie on the other. */
function findMeetings(a: Segment, b: Segment): [number, number][] {
  const [ax, ay] = [a.to[0] - a.from[0], a.to[1] - a.from[1]];
  const [bx, by] = [b.to[0] - b.from[0], b.to[1] - b.from[1]];
  const across = ax * by - ay * bx;
  const meetings: [number, number][] = [];
  if (across !== 0) {
    const [px, py] = [b.from[0] - a.from[0], b.from[1] - a.from[1]];
    const [t, u] = [(px * by - py * bx) / across, (px * ay - py * ax) / across];
    if (t >= 0 && t <= 1 && u >= 0 && u <= 1) meetings.push([t, u]);
  }
  for (const [point, u] of [
    [b.from, 0],
    [b.to, 1],
  ] as const) {
    const t = findFoot(point, a);
    if (t !== null) meetings.push([t, u]);
  }
  for (const [point, t] of [
    [a.from, 0],
    [a.to, 1],
  ] as const) {
    const u = findFoot(point, b);
    if (u !== null) meetings.push([t, u]);
  }
  return meetings;
}
