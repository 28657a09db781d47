/** A task, and the file whose default export runs it. */
export interface GuardedTask {
  entry: string;
  task: unknown;
}

/** `id` tells which answer is whose: while a batch is stored the next piece of the file is fetched. */
export type ToGuarded = ({ type: 'task' } & GuardedTask) | { type: 'answer'; id: number; value: unknown };

export type FromGuarded =
  | { type: 'ask'; id: number; name: string; questions: unknown[] }
  | { type: 'note'; note: unknown }
  | { type: 'done'; value: unknown; residentBytes: number }
  | { type: 'failed'; message: string };

/** What a task says to the server on its way. */
export interface TaskLink<Server, Note> {
  /** What the server does for the task, all of it asynchronous. What it cannot do it does not: it ends the task's process, with an error of its own. */
  server: Server;
  note(note: Note): void;
}
