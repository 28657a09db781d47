import { useMemo } from 'react';
import { useNow } from '../../lib/use-now.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { resolveComparison, resolveWindow, type TimeSpan } from './window-choice.ts';

const MINUTE_MS = 60_000;

/** The stretches that the window and its comparison stand for now. They change with the choice and once a minute. */
export function useCoverageSpans(): { window: TimeSpan; comparison: TimeSpan | null } {
  const window = useCoverageView((view) => view.window);
  const compare = useCoverageView((view) => view.compare);
  const minute = Math.floor(useNow() / MINUTE_MS);
  return useMemo(() => {
    const nowMs = minute * MINUTE_MS;
    return { window: resolveWindow(window, nowMs), comparison: resolveComparison(compare, window, nowMs) };
  }, [window, compare, minute]);
}
