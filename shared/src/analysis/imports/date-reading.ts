import type { TimePrecision } from '../../schemas/incident.ts';
import type { ImportProblem } from '../../schemas/incident-import.ts';

/** Why a date cannot be read. */
export type DateProblem = Extract<
  ImportProblem,
  'no-date' | 'date-not-understood' | 'date-impossible' | 'date-ambiguous'
>;

/** A date as it was written: `localMs` are the milliseconds since 1970-01-01T00:00 on the clock it was read from. */
export type ReadDate =
  | {
      ok: true;
      localMs: number;
      /** How far that clock is ahead of UTC; null = it is not said. */ offsetMinutes: number | null;
      /** Of a month, `localMs` is its beginning. */ precision: TimePrecision;
    }
  | { ok: false; problem: DateProblem };
