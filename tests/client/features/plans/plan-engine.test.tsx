import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPlanEngine } from '../../../../client/src/features/plans/plan-engine.ts';
import { useWhatIfStore } from '../../../../client/src/features/plans/what-if.store.ts';
import { useDraftStore } from '../../../../client/src/features/plans/draft.store.ts';
import { createWhatIfTask, type WhatIfTask } from '../../../../client/src/features/plans/what-if.ts';
import { openBrowserTask } from '../../../../client/src/lib/browser-task.ts';
import { LinkedThread } from '../../../support/linked-thread.ts';

const SECOND_MS = 1_000;

/** The engine with a thread that answers when a test says so. */
function startEngine() {
  const thread = new LinkedThread(createWhatIfTask());
  const engine = startPlanEngine(openBrowserTask<WhatIfTask>({ start: () => thread, hearsOvertaken: true }));
  return { engine, thread };
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
  it('are asked for only once it is known what they are about, and then with who observes now', () => {
    const { engine, thread } = startEngine();
    edit();
    vi.advanceTimersByTime(2 * SECOND_MS);
    expect(thread.told).toEqual([]);
    engine.setGround(GROUND);
    expect(thread.told).toEqual([{ ground: GROUND, before: expect.anything(), after: expect.anything() }]);
    engine.stop();
  });

  it('are asked for once however often the plan changes while they are worked out', () => {
    const { engine, thread } = startEngine();
    engine.setGround(GROUND);
    for (let n = 0; n < 5; n++) {
      edit();
      vi.advanceTimersByTime(100);
    }
    expect(thread.told).toHaveLength(1);
    thread.work();
    expect(thread.told).toHaveLength(2);
    expect(thread.told[1]).not.toHaveProperty('ground');
    expect(useWhatIfStore.getState().figures).toEqual({ before: [], after: [] });
    engine.stop();
  });

  it('end with the tab: nothing ticks, nothing is asked, the map shows again what is', () => {
    const { engine, thread } = startEngine();
    engine.setGround(GROUND);
    edit();
    engine.stop();
    expect([thread.isEnded, vi.getTimerCount()]).toEqual([true, 0]);
    expect(useWhatIfStore.getState()).toMatchObject({ ground: null, figures: null });
    const count = thread.told.length;
    edit();
    vi.advanceTimersByTime(5 * SECOND_MS);
    expect(thread.told).toHaveLength(count);
    expect(useWhatIfStore.getState().ground).toBeNull();
  });
});
