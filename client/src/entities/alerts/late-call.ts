import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { CallForHelp } from '@liaowang/shared/schemas/alert';

/** A message takes seconds; after this long the phone had no network. */
const LATE_FROM_MS = 60_000;

/** Whether a call was heard of long after the button was pressed: the caller may be elsewhere by now. */
export function isHeardLate({ raisedAt, detail }: Pick<CallForHelp, 'raisedAt' | 'detail'>): boolean {
  return parseInstant(raisedAt) - parseInstant(detail.pressedAt) >= LATE_FROM_MS;
}
