import type { OutcomeCaveat, OutcomeComparison, WindowDosage } from '../../../schemas/hotspot-outcome.ts';

export const CAVEAT_LIMITS = {
  /** Below it even a change by half is within chance. */
  fewIncidents: 20,
  /** A quarter of an hour a day: what Koper (1995) found to be the most useful length of a stay. */
  littlePatrolMinutesAWeek: 105,
} as const;

export interface CaveatFacts {
  readonly hotspot: OutcomeComparison;
  readonly comparison: OutcomeComparison | null;
  readonly dosageBefore: WindowDosage;
  readonly dosageDuring: WindowDosage;
  /** The window before shares time with the one that made it a hotspot. */
  readonly wasChosenByBefore: boolean;
  readonly isRunning: boolean;
}

/** What must be said beside the figures of an outcome, the gravest first. */
export function findOutcomeCaveats({
  hotspot,
  comparison,
  dosageBefore,
  dosageDuring,
  wasChosenByBefore,
  isRunning,
}: CaveatFacts): OutcomeCaveat[] {
  const caveats: Array<[OutcomeCaveat, boolean]> = [
    ['few-incidents', hotspot.before + hotspot.during < CAVEAT_LIMITS.fewIncidents],
    ['regression-to-the-mean', wasChosenByBefore],
    ['no-comparison', comparison === null],
    ['trend-in-comparison', comparison !== null && (comparison.verdict === 'more' || comparison.verdict === 'fewer')],
    ['dosage-unknown', dosageDuring.countedHours < dosageDuring.hours],
    [
      'little-patrolling',
      dosageDuring.minutesAWeek !== null && dosageDuring.minutesAWeek < CAVEAT_LIMITS.littlePatrolMinutesAWeek,
    ],
    ['no-dosage-before', dosageBefore.countedHours < dosageBefore.hours],
    ['still-running', isRunning],
  ];
  return caveats.filter(([, applies]) => applies).map(([caveat]) => caveat);
}
