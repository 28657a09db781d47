import { minuteOfDay } from '@liaowang/shared/analysis/coverage/duty-hours';
import {
  applyPlan,
  listPlannedLookouts,
  type FreshUnits,
  type PlanObservers,
  type StandingLookout,
} from '@liaowang/shared/analysis/coverage/plan-observers';
import { quantile } from '@liaowang/shared/analysis/statistics/quantile';
import { EMPTY_PLAN, type PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import { useDraftStore } from './draft.store.ts';
import { openWhatIf } from './open-what-if.ts';
import type { WhatIfGround } from './what-if.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { findFreshUnits, toObservingGround } from '../../entities/observers/observing-ground.ts';
import { closeWhatIf, useWhatIfStore } from './what-if.store.ts';

/** Units move on once a second, for before and after alike. */
const TICK_MS = 1_000;
/** Answers whose time makes the median. */
const TIMED_ANSWERS = 61;

/** What the plan is tried against. */
export interface PlanSurroundings {
  lookouts: readonly StandingLookout[];
  settings: CoverageSettings;
  timeZone: string;
}

export interface PlanEngine {
  setGround(ground: WhatIfGround): void;
  setSurroundings(surroundings: PlanSurroundings): void;
  stop(): void;
}

/**
 * Follows the draft: with every edit the map's mask is there at once and the figures as soon as the worker has them.
 * Only the latest edit is worked out, at most one in a frame.
 */
export function startPlanEngine(whatIf = openWhatIf()): PlanEngine {
  let surroundings: PlanSurroundings = { lookouts: [], settings: DEFAULT_COVERAGE_SETTINGS, timeZone: 'Asia/Shanghai' };
  let units: FreshUnits = findFreshUnits(positionBuffer.slots);
  let nowMinute = 0;
  let ground: WhatIfGround | null = null;
  /** Who observes now, and what they were found from: the same inputs need not be told again. */
  let now: { inputs: readonly unknown[]; observers: PlanObservers } | null = null;
  const answersMs: number[] = [];
  let pendingEditMs: number | null = null;
  let frame: number | null = null;

  /** Times the answer to the edit it holds; edits that were overtaken are not counted. */
  function noteAnswer(startMs: number | null): { answerMs?: number } {
    if (startMs === null) return {};
    performance.measure('what-if', { start: startMs });
    answersMs.push(performance.now() - startMs);
    if (answersMs.length > TIMED_ANSWERS) answersMs.shift();
    return { answerMs: quantile(answersMs, 0.5) };
  }

  const observersOf = (definition: PlanDefinition, minute: number): PlanObservers =>
    applyPlan({ definition, lookouts: surroundings.lookouts, settings: surroundings.settings, units, minute });

  function work(): void {
    frame = null;
    const definition = useDraftStore.getState().history.present;
    const minute = definition.atMinute ?? nowMinute;
    const after = observersOf(definition, minute);
    useWhatIfStore.setState({
      ground: toObservingGround(after),
      standing: surroundings.lookouts,
      lookouts: listPlannedLookouts(definition, surroundings.lookouts),
      minute,
      isNight: after.isNight,
    });
    if (!ground) return;
    const inputs = [units, surroundings, minute];
    if (!now || inputs.some((value, i) => value !== now?.inputs[i]))
      now = { inputs, observers: observersOf(EMPTY_PLAN, minute) };
    const editedAtMs = pendingEditMs;
    pendingEditMs = null;
    whatIf.ask(
      { ground, before: now.observers, after },
      {
        onAnswer: (figures) => useWhatIfStore.setState({ figures, hasFailed: false, ...noteAnswer(editedAtMs) }),
        onFailure: () => useWhatIfStore.setState({ hasFailed: true }),
      },
    );
  }

  function tick(): void {
    units = findFreshUnits(positionBuffer.slots);
    nowMinute = minuteOfDay(serverNowMs(), surroundings.timeZone);
    work();
  }

  const stopDraft = useDraftStore.subscribe(({ history }, before) => {
    if (history.present === before.history.present) return;
    pendingEditMs ??= performance.now();
    frame ??= requestAnimationFrame(work);
  });
  const timer = setInterval(tick, TICK_MS);
  tick();

  return {
    setGround(next) {
      ground = next;
      work();
    },
    setSurroundings(next) {
      surroundings = next;
      tick();
    },
    stop() {
      stopDraft();
      clearInterval(timer);
      if (frame !== null) cancelAnimationFrame(frame);
      whatIf.close();
      closeWhatIf();
    },
  };
}
