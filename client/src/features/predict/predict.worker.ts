import { serveBrowserTask } from '../../lib/serve-browser-task.ts';
import { answerPredict } from './run-predict.ts';

/** Entry of the thread of one back-test. */
serveBrowserTask(answerPredict);
