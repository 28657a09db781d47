import { useEffect } from 'react';
import type { AreaTableAsk, computeAreaTable } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import type { AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import { openBrowserTask } from '../../lib/browser-task.ts';
import { useBrowserTask } from '../../lib/use-browser-task.ts';
import { NOTHING_COUNTED, useAreasStore } from './areas.store.ts';

/** What is to be counted, and the set whose areas they are. */
export interface AreaTableWish {
  set: AreaSetWithAreas;
  ask: AreaTableAsk;
}

const openAreaTable = () =>
  openBrowserTask<typeof computeAreaTable>({
    start: () => new Worker(new URL('./area-table.worker.ts', import.meta.url), { type: 'module' }),
  });

/** Keeps areas.store.ts after what is asked, while its caller is mounted. Null asks for nothing. Memoise the wish. */
export function useAreaTable(wish: AreaTableWish | null): void {
  const task = useBrowserTask(openAreaTable);

  useEffect(() => {
    useAreasStore.setState({ isOpen: true });
    return () => useAreasStore.setState(NOTHING_COUNTED);
  }, []);

  useEffect(() => {
    if (!wish || !task.current) return;
    const { set, ask } = wish;
    useAreasStore.setState({ isComputing: true, hasFailed: false });
    task.current.ask(ask, {
      onAnswer: (table) =>
        useAreasStore.setState({
          counted: { set, table, windows: ask.windows },
          isComputing: false,
          hasFailed: false,
        }),
      onFailure: () => useAreasStore.setState({ hasFailed: true, isComputing: false }),
    });
  }, [task, wish]);
}
