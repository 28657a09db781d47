import * as Type from 'typebox';
import type { Static } from 'typebox';
import { PointGeometry, featureCollectionOf, featureOf } from './geometry.ts';
import { LocalizedName } from './text.ts';

/** A fixed post. Duty hours are minutes of the local day; `end < start` runs past midnight; 0–1440 is all day. */
export const LookoutProperties = Type.Object({
  lookoutId: Type.Integer(),
  number: Type.Integer(),
  name: LocalizedName,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  detectionRangeMeters: Type.Number({ exclusiveMinimum: 0 }),
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
