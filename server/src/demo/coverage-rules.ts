import type { NewCoverageRule } from '@liaowang/shared/schemas/coverage-rule';
import type { KeyAreaKind } from '@liaowang/shared/schemas/key-area';

interface DemoRule extends Omit<NewCoverageRule, 'keyAreaId'> {
  /** Every key area of this kind has the rule. */
  kind: KeyAreaKind;
}

const WORKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [...WORKDAYS, 6, 7];

/** Made-up rules of the demo city: school gates at their hours, stations all day, markets by day, sights at weekends. */
export const DEMO_RULES: readonly DemoRule[] = [
  {
    kind: 'school',
    weekdays: WORKDAYS,
    startMinute: 7 * 60,
    endMinute: 8 * 60 + 30,
    maxUnseenMinutes: 20,
    minSeenShare: 0.6,
    enabled: true,
  },
  {
    kind: 'school',
    weekdays: WORKDAYS,
    startMinute: 16 * 60,
    endMinute: 18 * 60,
    maxUnseenMinutes: 20,
    minSeenShare: 0.6,
    enabled: true,
  },
  {
    kind: 'station',
    weekdays: EVERY_DAY,
    startMinute: 0,
    endMinute: 1_440,
    maxUnseenMinutes: 30,
    minSeenShare: 0.6,
    enabled: true,
  },
  {
    kind: 'market',
    weekdays: EVERY_DAY,
    startMinute: 6 * 60,
    endMinute: 19 * 60,
    maxUnseenMinutes: 30,
    minSeenShare: 0.5,
    enabled: true,
  },
  {
    kind: 'scenic',
    weekdays: [6, 7],
    startMinute: 9 * 60,
    endMinute: 17 * 60,
    maxUnseenMinutes: 60,
    minSeenShare: 0.3,
    enabled: true,
  },
];
