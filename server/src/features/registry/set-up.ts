import {
  SET_UP_STEPS,
  type SetUpGap,
  type SetUpProgress,
  type SetUpStepName,
} from '@liaowang/shared/schemas/set-up-steps';

/** What there is, and what of it is wanting, by step. */
export type SetUpCounts = Record<SetUpStepName, { count: number; gaps: Partial<Record<SetUpGap, number>> }>;

/** Beside none at all: without these a screen has nothing to show. Others are told, and the step is done all the same. */
const NEEDED = new Set<SetUpGap>(['none', 'no-hours', 'no-device', 'outside']);
/** A city may do without. */
const MAY_BE_NONE = new Set<SetUpStepName>(['stations', 'key-areas']);

/** How far the way is gone: a step is done when nothing of it is missing that a screen needs. */
export function describeProgress(counts: SetUpCounts): SetUpProgress {
  return {
    steps: SET_UP_STEPS.map((step) => {
      const { count, gaps } = counts[step];
      const missing: Array<{ gap: SetUpGap; count: number }> = [
        ...(count === 0 ? [{ gap: 'none' as const, count: 0 }] : []),
        ...(Object.entries(gaps) as Array<[SetUpGap, number]>).flatMap(([gap, n]) =>
          n > 0 ? [{ gap, count: n }] : [],
        ),
      ];
      const done = missing.every(({ gap }) => !NEEDED.has(gap) || (gap === 'none' && MAY_BE_NONE.has(step)));
      return { step, done, count, missing };
    }),
  };
}
