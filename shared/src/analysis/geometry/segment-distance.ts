type PlanePoint = readonly [x: number, y: number];

/** The shortest distance from a point of a plane to the straight line between two others, in the plane's unit. */
export function computeSegmentDistance([x, y]: PlanePoint, [fromX, fromY]: PlanePoint, [toX, toY]: PlanePoint): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / lengthSquared;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - fromX - t * dx, y - fromY - t * dy);
}
