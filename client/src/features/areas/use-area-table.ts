import type { AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import { useEffect, useRef } from 'react';
import { keepLatestTask, type LatestTask } from '../../lib/latest-task.ts';
import type { AreaTableAnswer, AreaTableTask } from './area-table.messages.ts';
import { NOTHING_COUNTED, useAreasStore } from './areas.store.ts';

/** What is to be counted, and the set whose areas they are. */
export interface AreaTableWish {
  set: AreaSetWithAreas;
  ask: Omit<AreaTableTask, 'id'>;
}

/** Keeps areas.store.ts after what is asked, while its caller is mounted. Null asks for nothing. Memoise the wish. */
export function useAreaTable(wish: AreaTableWish | null): void {
  const thread = useRef<LatestTask<AreaTableTask> | null>(null);
  const asked = useRef<AreaTableWish | null>(null);

  useEffect(() => {
    const fail = (): void => useAreasStore.setState({ hasFailed: true, isComputing: false });
    const latest = keepLatestTask<AreaTableTask, AreaTableAnswer>({
      start: () => new Worker(new URL('./area-table.worker.ts', import.meta.url), { type: 'module' }),
      onAnswer(data, task) {
        if (data.kind === 'failed' || !asked.current) fail();
        else
          useAreasStore.setState({
            counted: { set: asked.current.set, table: data.table, windows: task.windows },
            isComputing: false,
            hasFailed: false,
          });
      },
      onGone: fail,
    });
    thread.current = latest;
    useAreasStore.setState({ isOpen: true });
    return () => {
      latest.close();
      thread.current = null;
      useAreasStore.setState(NOTHING_COUNTED);
    };
  }, []);

  useEffect(() => {
    if (!wish || !thread.current) return;
    asked.current = wish;
    useAreasStore.setState({ isComputing: true, hasFailed: false });
    thread.current.ask(wish.ask);
  }, [wish]);
}
