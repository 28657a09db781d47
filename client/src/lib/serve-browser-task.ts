import type { AnswerOf, BrowserTask, QuestionOf, TaskReply, TaskRequest } from './browser-task.ts';

/** What a task needs of the global scope of its thread. */
export interface TaskScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
}

/**
 * The entry of a task's thread: answers what the page asks through browser-task.ts with `task`. A field that the page did not
 * change since the question before is the same object again, so what was prepared from it can be kept.
 * `findTransfer` names the buffers of an answer that `task` needs no more: they are handed over instead of copied.
 */
export function serveBrowserTask<Task extends BrowserTask>(
  task: Task,
  findTransfer: (answer: AnswerOf<Task>) => Transferable[] = () => [],
  scope: TaskScope = globalThis,
): void {
  const compute = task as (question: QuestionOf<Task>, report: (share: number) => void) => AnswerOf<Task>;
  let question: TaskRequest<Task> = {};
  const reply = (to: TaskReply<Task>, transfer: Transferable[] = []): void => scope.postMessage(to, { transfer });
  scope.addEventListener('message', ({ data }: MessageEvent<TaskRequest<Task>>) => {
    question = { ...question, ...data };
    try {
      const startedMs = performance.now();
      const answer = compute(question as QuestionOf<Task>, (share) => reply({ kind: 'progress', share }));
      reply({ kind: 'answer', answer, computeMs: performance.now() - startedMs }, findTransfer(answer));
    } catch (error) {
      reply({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  });
}
