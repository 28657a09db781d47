import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat, PointGeometry, featureCollectionOf, featureOf } from './geometry.ts';
import { DutyMinute, LineOrNull, ValidSince } from './register-entry.ts';
import { RowId } from './row-id.ts';
import { LocalizedName, LocalizedNameInput } from './text.ts';
import { WatchShape } from './watch-shape.ts';

/** How far somebody may say that a post sees, metres. */
export const POST_RANGE_METERS = { minimum: 10, maximum: 10_000 } as const;

/** Why a lookout stands where it does, as the association counts them. */
export const SITE_REASONS = ['traffic-artery', 'crowded-place', 'many-incidents', 'other'] as const;
export const SiteReason = Type.Enum(SITE_REASONS);
export type SiteReason = (typeof SITE_REASONS)[number];
const SiteReasonOrNull = Type.Unsafe<SiteReason | null>({ enum: [...SITE_REASONS, null] });
/** Year 0 and years before it are no days of a calendar that databases know. */
const DateOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date', pattern: '^[12]' });

/** A fixed post. Duty hours are minutes of the local day; `end < start` runs past midnight; 0–1440 is all day. */
export const LookoutProperties = Type.Object({
  lookoutId: Type.Integer(),
  number: Type.Integer(),
  name: LocalizedName,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  /** It sees no farther, whatever its shape. */
  detectionRangeMeters: Type.Number({ exclusiveMinimum: 0 }),
  shape: WatchShape,
  dutyStartMinute: DutyMinute,
  dutyEndMinute: DutyMinute,
  onDuty: Type.Boolean(),
  noticeBoardInspectedOn: DateOrNull,
  siteReason: SiteReasonOrNull,
  /** What is kept there, in words. */
  supplies: LineOrNull,
  version: Type.Integer(),
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

const LookoutInput = {
  name: LocalizedNameInput,
  position: LngLat,
  /** On its board; left out of a new one: the next. */
  number: Type.Optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
  /** Left out of a new one: the branch on whose ground it stands, or the nearest. */
  branchId: Type.Optional(Type.Unsafe<number | null>({ ...RowId, type: ['integer', 'null'] })),
  /** Left out of a new one: {@link DEFAULT_LOOKOUT_RANGE_METERS}. */
  detectionRangeMeters: Type.Optional(Type.Number(POST_RANGE_METERS)),
  /** Left out of a new one: all of its disk. */
  shape: Type.Optional(WatchShape),
  /** Both left out of a new one: all day. */
  dutyStartMinute: Type.Optional(DutyMinute),
  dutyEndMinute: Type.Optional(DutyMinute),
  noticeBoardInspectedOn: Type.Optional(DateOrNull),
  siteReason: Type.Optional(SiteReasonOrNull),
  supplies: Type.Optional(LineOrNull),
};

/** As the association's lookouts see, metres. */
export const DEFAULT_LOOKOUT_RANGE_METERS = 800;

export const NewLookout = Type.Object({ ...LookoutInput, ...ValidSince }, { additionalProperties: false });
export type NewLookout = Static<typeof NewLookout>;

/** What is left out stays as it is; ground that somebody drew goes with its lookout. */
export const LookoutChange = Type.Partial(Type.Object({ ...LookoutInput, ...ValidSince }), {
  additionalProperties: false,
  minProperties: 1,
});
export type LookoutChange = Static<typeof LookoutChange>;
