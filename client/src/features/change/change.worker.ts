import { serveBrowserTask } from '../../lib/serve-browser-task.ts';
import { answerChange } from './compute-change.ts';

/** Entry of the thread that compares windows. */
serveBrowserTask(answerChange);
