import type { CoverageSettings, ObserverKind } from '../../schemas/coverage-settings.ts';
import { isOnDuty } from './duty-hours.ts';

/** Whether the shorter ranges of the night hold at a minute of the local day. */
export function isNight(
  { nightStartMinute, nightEndMinute }: Pick<CoverageSettings, 'nightStartMinute' | 'nightEndMinute'>,
  minute: number,
): boolean {
  return isOnDuty({ dutyStartMinute: nightStartMinute, dutyEndMinute: nightEndMinute }, minute);
}

/** How far an observer of a kind is taken to see, metres; 0 = its kind does not count. `ownRangeMeters` is its own detection range. */
export function findRangeMeters(
  { observers }: Pick<CoverageSettings, 'observers'>,
  kind: ObserverKind,
  ownRangeMeters: number,
  night: boolean,
): number {
  const { counts, rangeMeters, nightFactor } = observers[kind];
  if (!counts) return 0;
  return (rangeMeters ?? ownRangeMeters) * (night ? nightFactor : 1);
}
