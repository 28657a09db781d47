/** The program behind `app.tasks.inProcess`: runs one task after another, each with what came from outside. */
import { setPriority } from 'node:os';
import type { FromGuarded, GuardedTask, TaskLink, ToGuarded } from '../plugins/tasks/guarded-messages.ts';
import { startMemoryWatch } from './memory-watch.ts';

const [maxResidentMb, niceness] = process.argv.slice(2).map(Number);

const waiting = new Map<number, (value: unknown) => void>();
let lastId = 0;

function tell(message: FromGuarded): void {
  if (process.connected) process.send?.(message);
}

const ask = (name: string, questions: unknown[]): Promise<unknown> =>
  new Promise((resolve) => {
    const id = ++lastId;
    waiting.set(id, resolve);
    tell({ type: 'ask', id, name, questions });
  });

const link: TaskLink<object, unknown> = {
  server: new Proxy(
    {},
    {
      get:
        (_server, name) =>
        (...questions: unknown[]) =>
          ask(String(name), questions),
    },
  ),
  note: (note) => tell({ type: 'note', note }),
};

setPriority(niceness ?? 0);
const isWatched = startMemoryWatch((maxResidentMb ?? 0) * 1_048_576);

async function perform({ entry, task }: GuardedTask): Promise<void> {
  await isWatched;
  try {
    const { default: run } = (await import(entry)) as {
      default: (task: unknown, link: TaskLink<object, unknown>) => Promise<unknown>;
    };
    const value = await run(task, link);
    tell({ type: 'done', value, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', (message: ToGuarded) => {
  if (message.type === 'task') return void perform(message);
  waiting.get(message.id)?.(message.value);
  waiting.delete(message.id);
});
// Ctrl-C in a terminal reaches every process: the server says when this one ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());
