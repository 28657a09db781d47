import * as Type from 'typebox';
import { Instant, textOf } from './text.ts';

/**
 * Since when what is written holds: an entry of a register keeps what it was and when. Without either it holds from now
 * on; `validFrom` lies in the past ("since 1 October"); `isCorrection`: it was always so.
 */
export const ValidSince = {
  validFrom: Type.Optional(Instant),
  isCorrection: Type.Optional(Type.Boolean()),
};

/** Of a list that may be asked for as it was. */
export const AsOf = Type.Object(
  {
    /** Left out = now. */
    asOf: Type.Optional(Instant),
  },
  { additionalProperties: false },
);

/** What other systems or people call an entry; unique among those of its kind that stand. Left out: the server makes one. */
export const EntryCode = Type.String({
  minLength: 1,
  maxLength: 40,
  pattern: '^[^\\s\\u0000-\\u001f\\u007f](?:[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f])?$',
});

// One type of two names, not a union: there the validator, which turns texts into numbers for addresses, takes an empty text for null.
const codeOf = (pattern: string) => Type.Unsafe<string | null>({ type: ['string', 'null'], pattern });
/** A line of text that may be missing. */
export const LineOrNull = Type.Unsafe<string | null>({
  ...textOf({ minLength: 1, maxLength: 200 }),
  type: ['string', 'null'],
});

/** How an office of the association is reached, and what other systems call it. */
export const OfficeFacts = {
  /** The office's own telephone or address, nobody's private one. */
  contact: LineOrNull,
  /** In words, as on its door. */
  openingHours: LineOrNull,
  /** Of the statistical bureau: 12 digits. */
  statisticalCode: codeOf('^[0-9]{12}$'),
  /** Of the police community: 15 digits. */
  policeCode: codeOf('^[0-9]{15}$'),
  /** Of the grid (网格) it lies in. */
  gridCode: LineOrNull,
};

/** Duty hours: minutes of the local day; `end < start` runs past midnight; 0–1440 is all day; equal is never. */
export const DutyMinute = Type.Integer({ minimum: 0, maximum: 1440 });

/** Most corners of ground that belongs to an entry. */
export const MOST_AREA_VERTICES = 20_000;
