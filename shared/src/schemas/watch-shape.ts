import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LEAST_CORNERS, LngLat } from './geometry.ts';

export const SECTOR_ANGLE_DEGREES = { minimum: 5, maximum: 360 } as const;
export const MOST_GROUND_CORNERS = 199;

/** Nothing around is in its way: all within its range. */
const WholeDisk = Type.Object({ kind: Type.Literal('disk') }, { additionalProperties: false });

/** A slice of the disk, as a camera or a street corner sees. */
const Sector = Type.Object(
  {
    kind: Type.Literal('sector'),
    /** Where its middle looks: degrees clockwise from true north. */
    bearingDegrees: Type.Number({ minimum: 0, exclusiveMaximum: 360 }),
    /** How wide it is open, from side to side. 360 is the disk. */
    angleDegrees: Type.Number(SECTOR_ANGLE_DEGREES),
  },
  { additionalProperties: false },
);

/** Drawn by somebody who stood there: a corner with a wall behind it. */
const DrawnGround = Type.Object(
  {
    kind: Type.Literal('ground'),
    /** One closed ring. */
    geometry: Type.Object(
      {
        type: Type.Literal('Polygon'),
        coordinates: Type.Array(
          Type.Array(LngLat, { minItems: LEAST_CORNERS + 1, maxItems: MOST_GROUND_CORNERS + 1 }),
          { minItems: 1, maxItems: 1 },
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);

/** What of its surroundings a lookout sees: the part of this that lies within its detection range. */
export const WatchShape = Type.Union([WholeDisk, Sector, DrawnGround]);
export type WatchShape = Static<typeof WatchShape>;
export type Sector = Static<typeof Sector>;

export const WHOLE_DISK: WatchShape = { kind: 'disk' };

/** A shape that is less than all of its range; null = it is all of it, as a sector of 360° is too. */
export function partialShapeOf(shape: WatchShape): Exclude<WatchShape, { kind: 'disk' }> | null {
  if (shape.kind === 'disk') return null;
  return shape.kind === 'sector' && shape.angleDegrees === SECTOR_ANGLE_DEGREES.maximum ? null : shape;
}

/** Whether a shape is all of its range. */
export const isWholeDisk = (shape: WatchShape): boolean => partialShapeOf(shape) === null;
