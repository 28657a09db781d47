import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPlanEngine } from '../../../../client/src/features/plans/plan-engine.ts';
import { useWhatIfStore } from '../../../../client/src/features/plans/what-if.store.ts';
import { useDraftStore } from '../../../../client/src/features/plans/draft.store.ts';
import type { WhatIfPort } from '../../../../client/src/features/plans/what-if-session.ts';
import type { WhatIfAnswer, WhatIfRequest } from '../../../../client/src/features/plans/what-if.messages.ts';

const SECOND_MS = 1_000;

/** The far end, which answers when a test says so. */
function createPort() {
  const posted: WhatIfRequest[] = [];
  let tell: (answer: WhatIfAnswer) => void = () => undefined;
  let isClosed = false;
  const port: WhatIfPort = {
    post: (request) => void posted.push(request),
    onAnswer: (listener) => (tell = listener),
    close: () => (isClosed = true),
  };
  return {
    port,
    posted,
    isClosed: () => isClosed,
    answer: () => {
      const last = posted.at(-1)!;
      tell({
        kind: 'figures',
        id: last.kind === 'question' ? last.question.id : 0,
        figures: { before: [], after: [] },
        computeMs: 1,
      });
    },
  };
}

const edit = () =>
  useDraftStore.getState().change((plan) => ({ ...plan, atMinute: ((plan.atMinute ?? 0) + 1) % 1440 }));
const GROUND = { center: [118.35, 34.37] as [number, number], areas: [], demand: null };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  useDraftStore.getState().open(null);
  vi.useRealTimers();
});

describe('the figures of a plan', () => {
  it('are asked for only once it is known what they are about, and then who observes now is told first', () => {
    const { port, posted } = createPort();
    const engine = startPlanEngine(port);
    edit();
    vi.advanceTimersByTime(2 * SECOND_MS);
    expect(posted).toEqual([]);
    engine.setGround(GROUND);
    expect(posted.map(({ kind }) => kind)).toEqual(['ground', 'question']);
    expect(posted[1]).toMatchObject({ question: { before: expect.anything() } });
    engine.stop();
  });

  it('are asked for once however often the plan changes while they are worked out', () => {
    const { port, posted, answer } = createPort();
    const engine = startPlanEngine(port);
    engine.setGround(GROUND);
    for (let n = 0; n < 5; n++) {
      edit();
      vi.advanceTimersByTime(100);
    }
    expect(posted).toHaveLength(2);
    answer();
    expect(posted).toHaveLength(3);
    expect(useWhatIfStore.getState().figures).toEqual({ before: [], after: [] });
    engine.stop();
  });

  it('end with the tab: nothing ticks, nothing is asked, the map shows again what is', () => {
    const { port, posted, isClosed } = createPort();
    const engine = startPlanEngine(port);
    engine.setGround(GROUND);
    edit();
    engine.stop();
    expect([isClosed(), vi.getTimerCount()]).toEqual([true, 0]);
    expect(useWhatIfStore.getState()).toMatchObject({ disks: null, figures: null });
    const count = posted.length;
    edit();
    vi.advanceTimersByTime(5 * SECOND_MS);
    expect(posted).toHaveLength(count);
    expect(useWhatIfStore.getState().disks).toBeNull();
  });
});
