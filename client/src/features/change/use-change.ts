import { useEffect, useRef } from 'react';
import { keepWorker, type KeptWorker } from '../../lib/keep-worker.ts';
import type { ChangeAnswer } from './change.messages.ts';
import { NOTHING_COMPARED, useChangeStore } from './change.store.ts';
import type { ChangeTask } from './compute-change.ts';

/** Keeps change.store.ts after what is asked, while its caller is mounted. Null asks for nothing. Memoise the task. */
export function useChange(task: Omit<ChangeTask, 'id'> | null): void {
  const thread = useRef<KeptWorker<ChangeTask> | null>(null);
  const latest = useRef<ChangeTask | null>(null);
  /** One at a time: of those that wait, only the latest is sent. */
  const isBusy = useRef(false);

  useEffect(() => {
    const fail = (failure: 'settings' | 'fault'): void => useChangeStore.setState({ failure, isComputing: false });
    const worker = keepWorker<ChangeTask, ChangeAnswer>({
      start: () => new Worker(new URL('./change.worker.ts', import.meta.url), { type: 'module' }),
      onAnswer(data) {
        const asked = latest.current;
        isBusy.current = false;
        if (!asked) return;
        if (data.id !== asked.id) {
          isBusy.current = true;
          worker.post(asked);
        } else if (data.kind === 'failed') fail(data.cause);
        else useChangeStore.setState({ answer: { found: data.found, method: asked.method, windows: asked.windows }, isComputing: false, failure: null, hovered: null });
      },
      findReplay: () => (isBusy.current && latest.current ? [latest.current] : []),
      onGone() {
        isBusy.current = false;
        fail('fault');
      },
    });
    thread.current = worker;
    useChangeStore.setState({ isOpen: true });
    return () => {
      worker.close();
      thread.current = null;
      isBusy.current = false;
      useChangeStore.setState(NOTHING_COMPARED);
    };
  }, []);

  useEffect(() => {
    if (!task || !thread.current) return;
    latest.current = { ...task, id: (latest.current?.id ?? 0) + 1 };
    useChangeStore.setState({ isComputing: true, failure: null });
    if (isBusy.current) return;
    isBusy.current = true;
    thread.current.post(latest.current);
  }, [task]);
}
