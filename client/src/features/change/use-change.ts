import { useEffect } from 'react';
import { openBrowserTask } from '../../lib/browser-task.ts';
import { useBrowserTask } from '../../lib/use-browser-task.ts';
import { NOTHING_COMPARED, useChangeStore } from './change.store.ts';
import type { answerChange, ChangeTask } from './compute-change.ts';

const openChange = () =>
  openBrowserTask<typeof answerChange>({
    start: () => new Worker(new URL('./change.worker.ts', import.meta.url), { type: 'module' }),
  });

/** Keeps change.store.ts after what is asked, while its caller is mounted. Null asks for nothing. Memoise the task. */
export function useChange(task: ChangeTask | null): void {
  const thread = useBrowserTask(openChange);

  useEffect(() => {
    useChangeStore.setState({ isOpen: true });
    return () => useChangeStore.setState(NOTHING_COMPARED);
  }, []);

  useEffect(() => {
    if (!task || !thread.current) return;
    const fail = (failure: NonNullable<ReturnType<typeof useChangeStore.getState>['failure']>): void =>
      useChangeStore.setState({ failure, isComputing: false });
    useChangeStore.setState({ isComputing: true, failure: null });
    thread.current.ask(task, {
      onAnswer(answer) {
        if (answer.kind === 'refused') fail({ cause: 'settings', offer: answer.offer });
        else
          useChangeStore.setState({
            answer: { found: answer.found, method: task.method, windows: task.windows },
            isComputing: false,
            failure: null,
            hovered: null,
          });
      },
      onFailure: () => fail({ cause: 'fault', offer: null }),
    });
  }, [thread, task]);
}
