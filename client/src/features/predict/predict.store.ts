import { create } from 'zustand';
import { openBrowserTask, type OpenBrowserTask } from '../../lib/browser-task.ts';
import type { PredictSetup, ReadySetup } from './predict-setup.ts';
import type { answerPredict, PredictOutcome, PredictTask } from './run-predict.ts';

export type PredictRun =
  | { state: 'idle' }
  | { state: 'running'; share: number }
  /** `asked`: what the figures are of, whatever the form says by now. */
  | { state: 'done'; outcome: PredictOutcome; asked: ReadySetup; record: PredictTask['record']; computeMs: number }
  /** `cellMeters`: cells that can be computed with, where the size was refused. */
  | { state: 'failed'; cellMeters: number | null; reason: string };

interface PredictState {
  /** What somebody changed; the rest is as the record suggests. */
  changed: Partial<PredictSetup>;
  run: PredictRun;
  change: (part: Partial<PredictSetup>) => void;
  start: (task: PredictTask) => void;
  cancel: () => void;
}

let thread: OpenBrowserTask<typeof answerPredict> | null = null;

function stop(): void {
  thread?.close();
  thread = null;
}

/** The back-test of this page: it goes on while other tabs are open. */
export const usePredictStore = create<PredictState>()((set) => ({
  changed: {},
  run: { state: 'idle' },
  change: (part) => set(({ changed }) => ({ changed: { ...changed, ...part } })),
  start: (task) => {
    stop();
    const end = (run: PredictRun): void => {
      stop();
      set({ run });
    };
    thread = openBrowserTask({
      start: () => new Worker(new URL('./predict.worker.ts', import.meta.url), { type: 'module' }),
    });
    thread.ask(task, {
      onProgress: (share) => set({ run: { state: 'running', share } }),
      onAnswer(answer, computeMs) {
        if (answer.kind === 'refused')
          end({ state: 'failed', cellMeters: answer.offer?.value ?? null, reason: answer.reason });
        else end({ state: 'done', outcome: answer.found, asked: task.setup, record: task.record, computeMs });
      },
      onFailure: (reason) => end({ state: 'failed', cellMeters: null, reason }),
    });
    set({ run: { state: 'running', share: 0 } });
  },
  cancel: () => {
    stop();
    set({ run: { state: 'idle' } });
  },
}));
