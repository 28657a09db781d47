import { useEffect, useRef, type RefObject } from 'react';
import type { BrowserTask, OpenBrowserTask } from './browser-task.ts';

/** The task that `open` opens, while its caller is mounted; null before and after. Effects below the call may ask it. */
export function useBrowserTask<Task extends BrowserTask>(
  open: () => OpenBrowserTask<Task>,
): RefObject<OpenBrowserTask<Task> | null> {
  const task = useRef<OpenBrowserTask<Task> | null>(null);
  useEffect(() => {
    const opened = open();
    task.current = opened;
    return () => {
      task.current = null;
      opened.close();
    };
  }, [open]);
  return task;
}
