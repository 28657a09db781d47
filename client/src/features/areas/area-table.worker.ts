import { computeAreaTable } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import { serveBrowserTask } from '../../lib/serve-browser-task.ts';

/** Entry of the thread that counts by area. */
serveBrowserTask(computeAreaTable);
