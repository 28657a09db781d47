import { create } from 'zustand';
import type { PredictSetup, ReadySetup } from './predict-setup.ts';
import type { PredictAnswer } from './predict.messages.ts';
import type { PredictOutcome, PredictTask } from './run-predict.ts';

export type PredictRun =
  | { state: 'idle' }
  | { state: 'running'; share: number }
  /** `asked`: what the figures are of, whatever the form says by now. */
  | { state: 'done'; outcome: PredictOutcome; asked: ReadySetup; record: PredictTask['record']; computeMs: number }
  | { state: 'failed'; reason: string };

interface PredictState {
  /** What somebody changed; the rest is as the record suggests. */
  changed: Partial<PredictSetup>;
  run: PredictRun;
  change: (part: Partial<PredictSetup>) => void;
  start: (task: PredictTask) => void;
  cancel: () => void;
}

let worker: Worker | null = null;

function stop(): void {
  worker?.terminate();
  worker = null;
}

/** The back-test of this page: it goes on while other tabs are open. */
export const usePredictStore = create<PredictState>()((set) => ({
  changed: {},
  run: { state: 'idle' },
  change: (part) => set(({ changed }) => ({ changed: { ...changed, ...part } })),
  start: (task) => {
    stop();
    const started = new Worker(new URL('./predict.worker.ts', import.meta.url), { type: 'module' });
    worker = started;
    const end = (run: PredictRun): void => {
      stop();
      set({ run });
    };
    started.addEventListener('message', ({ data }: MessageEvent<PredictAnswer>) => {
      if (data.kind === 'progress') set({ run: { state: 'running', share: data.share } });
      else if (data.kind === 'done') end({ state: 'done', outcome: data.outcome, asked: task.setup, record: task.record, computeMs: data.computeMs });
      else end({ state: 'failed', reason: data.reason });
    });
    started.addEventListener('error', ({ message }) => end({ state: 'failed', reason: message }));
    started.postMessage(task, { transfer: [] });
    set({ run: { state: 'running', share: 0 } });
  },
  cancel: () => {
    stop();
    set({ run: { state: 'idle' } });
  },
}));
