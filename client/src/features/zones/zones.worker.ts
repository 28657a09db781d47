import { serveBrowserTask } from '../../lib/serve-browser-task.ts';
import { createZonesTask, findZonesTransfer } from './zones.task.ts';

/** Entry of the thread that finds zones: the page stays free for the pointer. */
serveBrowserTask(createZonesTask(), findZonesTransfer);
