import { useMemo } from 'react';
import { useNow } from '../../lib/use-now.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { resolveComparison, resolveWindow, type TimeSpan } from './window-choice.ts';

const HOUR_MS = 3_600_000;

/** The stretches that the window and its comparison stand for now. They change with the choice and once an hour. */
export function useCoverageSpans(): { window: TimeSpan; comparison: TimeSpan | null } {
  const window = useCoverageView((view) => view.window);
  const compare = useCoverageView((view) => view.compare);
  const hour = Math.floor(positionBuffer.toServerMs(useNow()) / HOUR_MS);
  return useMemo(() => {
    const span = resolveWindow(window, hour * HOUR_MS);
    return { window: span, comparison: resolveComparison(compare, span) };
  }, [window, compare, hour]);
}
