import { openBrowserTask, type OpenBrowserTask } from '../../lib/browser-task.ts';
import type { WhatIfTask } from './what-if.ts';

/** Starts the thread that answers "what if"; while the pointer moves, figures of where it was are heard too. */
export function openWhatIf(): OpenBrowserTask<WhatIfTask> {
  return openBrowserTask<WhatIfTask>({
    start: () => new Worker(new URL('./what-if.worker.ts', import.meta.url), { type: 'module' }),
    hearsOvertaken: true,
  });
}
