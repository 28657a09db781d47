import * as Type from 'typebox';
import type { Static } from 'typebox';
import type { ErrorCode } from './error-code.ts';

/** Why a request was refused: `code` is stable (the page translates it), `reason` is for whoever reads the wire. */
export const Refusal = Type.Object({
  code: Type.Unsafe<ErrorCode>(Type.String()),
  /** JSON path of the offending input, e.g. `body.radiusMeters`. */
  field: Type.Optional(Type.String()),
  reason: Type.String(),
  /** What exactly, where a code has several cases: the page has a sentence for each `key`, with the values in it. */
  detail: Type.Optional(
    Type.Object({ key: Type.String(), values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) }),
  ),
});
export type Refusal = Static<typeof Refusal>;

/** Body of every HTTP answer of 400 and above. */
export const ErrorBody = Type.Object({ error: Refusal, requestId: Type.Optional(Type.String()) });
export type ErrorBody = Static<typeof ErrorBody>;
