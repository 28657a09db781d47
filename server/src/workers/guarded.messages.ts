import type { AreaFileTask } from './area-file.task.ts';
import type { ImportQuestion, ImportTask } from './import.task.ts';
import type { SitingTask } from './siting.task.ts';

/** Work on what came from outside: its readers and solvers may take any time and memory, or break off. */
export type GuardedTask = ImportTask | AreaFileTask | SitingTask;

/** `id` tells which answer is whose: while a batch is stored the next piece of the file is fetched. */
export type ToGuarded = { type: 'task'; task: GuardedTask } | { type: 'answer'; id: number; value: unknown };

export type FromGuarded =
  | { type: 'ask'; id: number; question: ImportQuestion }
  | { type: 'note'; note: unknown }
  | { type: 'done'; value: unknown; residentBytes: number }
  | { type: 'failed'; message: string };

/** What a task says to the server on its way. */
export interface GuardedChannel {
  /** What the server cannot answer it does not: it ends this process, with an error of its own. */
  ask(question: ImportQuestion): Promise<unknown>;
  note(note: unknown): void;
}
