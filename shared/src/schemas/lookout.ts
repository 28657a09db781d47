import * as Type from 'typebox';
import type { Static } from 'typebox';
import { PointGeometry, featureCollectionOf, featureOf } from './geometry.ts';
import { LocalizedName } from './text.ts';
import { WatchShape } from './watch-shape.ts';

/** How far somebody may say that a post sees, metres. */
export const POST_RANGE_METERS = { minimum: 10, maximum: 10_000 } as const;

/** A fixed post. Duty hours are minutes of the local day; `end < start` runs past midnight; 0–1440 is all day. */
export const LookoutProperties = Type.Object({
  lookoutId: Type.Integer(),
  number: Type.Integer(),
  name: LocalizedName,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  /** It sees no farther, whatever its shape. */
  detectionRangeMeters: Type.Number({ exclusiveMinimum: 0 }),
  shape: WatchShape,
  dutyStartMinute: Type.Integer({ minimum: 0, maximum: 1440 }),
  dutyEndMinute: Type.Integer({ minimum: 0, maximum: 1440 }),
  onDuty: Type.Boolean(),
  noticeBoardInspectedOn: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
});
export type LookoutProperties = Static<typeof LookoutProperties>;

export const LookoutFeature = featureOf(PointGeometry, LookoutProperties);
export type LookoutFeature = Static<typeof LookoutFeature>;
export const LookoutCollection = featureCollectionOf(LookoutFeature);
export type LookoutCollection = Static<typeof LookoutCollection>;

/** What somebody says that a lookout sees. */
export const LookoutRange = Type.Object(
  {
    /** Left out: of a drawn ground as far as its farthest corner, else as it is. */
    detectionRangeMeters: Type.Optional(Type.Number(POST_RANGE_METERS)),
    shape: WatchShape,
    was: Type.Optional(
      Type.Object(
        { detectionRangeMeters: Type.Number({ exclusiveMinimum: 0 }), shape: WatchShape },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type LookoutRange = Static<typeof LookoutRange>;
