import { useEffect, useRef } from 'react';
import { keepLatestTask, type LatestTask } from '../../lib/latest-task.ts';
import type { ChangeAnswer } from './change.messages.ts';
import { NOTHING_COMPARED, useChangeStore } from './change.store.ts';
import type { ChangeTask } from './compute-change.ts';

/** Keeps change.store.ts after what is asked, while its caller is mounted. Null asks for nothing. Memoise the task. */
export function useChange(task: Omit<ChangeTask, 'id'> | null): void {
  const thread = useRef<LatestTask<ChangeTask> | null>(null);

  useEffect(() => {
    const fail = (failure: NonNullable<ReturnType<typeof useChangeStore.getState>['failure']>): void =>
      useChangeStore.setState({ failure, isComputing: false });
    const latest = keepLatestTask<ChangeTask, ChangeAnswer>({
      start: () => new Worker(new URL('./change.worker.ts', import.meta.url), { type: 'module' }),
      onAnswer(data, asked) {
        if (data.kind === 'failed') fail({ cause: data.cause, offer: data.offer });
        else
          useChangeStore.setState({
            answer: { found: data.found, method: asked.method, windows: asked.windows },
            isComputing: false,
            failure: null,
            hovered: null,
          });
      },
      onGone: () => fail({ cause: 'fault', offer: null }),
    });
    thread.current = latest;
    useChangeStore.setState({ isOpen: true });
    return () => {
      latest.close();
      thread.current = null;
      useChangeStore.setState(NOTHING_COMPARED);
    };
  }, []);

  useEffect(() => {
    if (!task || !thread.current) return;
    useChangeStore.setState({ isComputing: true, failure: null });
    thread.current.ask(task);
  }, [task]);
}
