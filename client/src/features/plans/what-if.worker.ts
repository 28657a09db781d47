import { serveBrowserTask } from '../../lib/serve-browser-task.ts';
import { createWhatIfTask } from './what-if.ts';

/** Entry of the thread that answers "what if": the page stays free for the pointer. */
serveBrowserTask(createWhatIfTask());
