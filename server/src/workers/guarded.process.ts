/** The program behind {@link createGuardedLane}: runs one task after another, each with what came from outside. */
import { setPriority } from 'node:os';
import type { FromGuarded, GuardedChannel, GuardedTask, ToGuarded } from './guarded.messages.ts';
import { startMemoryWatch } from './memory-watch.ts';
import { runAreaFile } from './run-area-file.ts';
import { runImportPreview, runImportRecognise } from './run-import-preview.ts';
import { runImportRows } from './run-import-rows.ts';
import { runSiting } from './run-siting.ts';

const [maxResidentMb, niceness] = process.argv.slice(2).map(Number);

const waiting = new Map<number, (value: unknown) => void>();
let lastId = 0;

function tell(message: FromGuarded): void {
  if (process.connected) process.send?.(message);
}

const channel: GuardedChannel = {
  ask: (question) =>
    new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      tell({ type: 'ask', id, question });
    }),
  note: (note) => tell({ type: 'note', note }),
};

function run(task: GuardedTask): Promise<unknown> {
  switch (task.kind) {
    case 'import-recognise':
      return runImportRecognise(task, channel);
    case 'import-preview':
      return runImportPreview(task, channel);
    case 'import-rows':
      return runImportRows(task, channel);
    case 'area-file':
      return runAreaFile(task, channel);
    case 'siting':
      return runSiting(task, channel.note);
  }
}

setPriority(niceness ?? 0);
const isWatched = startMemoryWatch((maxResidentMb ?? 0) * 1_048_576);

async function perform(task: GuardedTask): Promise<void> {
  await isWatched;
  try {
    const value = await run(task);
    tell({ type: 'done', value, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', (message: ToGuarded) => {
  if (message.type === 'task') return void perform(message.task);
  waiting.get(message.id)?.(message.value);
  waiting.delete(message.id);
});
// Ctrl-C in a terminal reaches every process: the server says when this one ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
