import { create } from 'zustand';
import { keepWorker, type KeptWorker } from '../../lib/keep-worker.ts';
import type { PredictSetup, ReadySetup } from './predict-setup.ts';
import type { PredictAnswer } from './predict.messages.ts';
import type { PredictOutcome, PredictTask } from './run-predict.ts';

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

let worker: KeptWorker<PredictTask> | null = null;

function stop(): void {
  worker?.close();
  worker = null;
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
    worker = keepWorker<PredictTask, PredictAnswer>({
      start: () => new Worker(new URL('./predict.worker.ts', import.meta.url), { type: 'module' }),
      onAnswer(answer) {
        if (answer.kind === 'progress') set({ run: { state: 'running', share: answer.share } });
        else if (answer.kind === 'done')
          end({
            state: 'done',
            outcome: answer.outcome,
            asked: task.setup,
            record: task.record,
            computeMs: answer.computeMs,
          });
        else end({ state: 'failed', cellMeters: answer.cellMeters, reason: answer.reason });
      },
      findReplay: () => [task],
      onGone: (reason) => end({ state: 'failed', cellMeters: null, reason }),
    });
    worker.post(task);
    set({ run: { state: 'running', share: 0 } });
  },
  cancel: () => {
    stop();
    set({ run: { state: 'idle' } });
  },
}));
