import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ImportAnswer, ImportHost, ImportMessage, ImportQuestion, ImportTask } from './import.task.ts';

/** What a reader tells on its way. */
export interface ImportProgress {
  /** 0–1. */
  progress: number;
  rows: number;
}

type OmitPort<T> = T extends unknown ? Omit<T, 'port'> : never;
/** A task as the main thread orders it. */
export type ImportOrder = OmitPort<ImportTask>;

/**
 * Runs an import's task on another thread and answers what it asks meanwhile. What the host throws ends the task and
 * becomes the error of the whole. `signal` stops it at once.
 */
export async function runImportTask<Answer>(
  order: ImportOrder,
  host: Partial<ImportHost> & Pick<ImportHost, 'readChunk'>,
  { signal, report = () => undefined, start }: { signal: AbortSignal; report?: (progress: ImportProgress) => void; start: (task: ImportTask, transferList: MessagePort[], signal: AbortSignal) => Promise<unknown> },
): Promise<Answer> {
  const { port1, port2 } = new MessageChannel();
  const failing = new AbortController();
  const answering = new Set<Promise<void>>();

  async function find(question: ImportQuestion): Promise<unknown> {
    if (question.ask === 'chunk') return host.readChunk(question.index);
    if (question.ask === 'rows') return (await host.takeRows?.(question.batch)) ?? [];
    return host.takeProblems?.(question.problems);
  }
  async function answer({ id, ...question }: ImportQuestion & { id: number }): Promise<void> {
    try {
      const value = await find(question);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
      port1.postMessage({ id, value } satisfies ImportAnswer);
    } catch (error) {
      failing.abort(error);
    }
  }
  port1.on('message', (message: ImportMessage) => {
    if (message.ask === 'note') return report(message);
    if (signal.aborted || failing.signal.aborted) return;
    const answered = answer(message).finally(() => answering.delete(answered));
    answering.add(answered);
  });
  try {
    return (await start({ ...order, port: port2 } as ImportTask, [port2], AbortSignal.any([signal, failing.signal]))) as Answer;
  } catch (error) {
    throw failing.signal.aborted ? failing.signal.reason : error;
  } finally {
    port1.close();
    // What was under way in the database ends before whoever called tidies up behind it.
    await Promise.all(answering);
  }
}
