import type { BrowserTask, WorkerLike } from '../../client/src/lib/browser-task.ts';
import { serveBrowserTask } from '../../client/src/lib/serve-browser-task.ts';

/** A thread of a browser task without the browser: messages are cloned as they would be, and done when the test says so. */
export class LinkedThread<Task extends BrowserTask> extends EventTarget implements WorkerLike {
  isEnded = false;
  /** What the page sent, oldest first. */
  readonly told: object[] = [];
  readonly #inside = new EventTarget();
  readonly #unread: object[] = [];

  constructor(...[task, findTransfer]: [Task, Parameters<typeof serveBrowserTask<Task>>[1]?]) {
    super();
    serveBrowserTask(task, findTransfer, {
      addEventListener: (type, listener) =>
        this.#inside.addEventListener(type, (event) => listener(event as MessageEvent)),
      postMessage: (message, options) =>
        void this.dispatchEvent(new MessageEvent('message', { data: structuredClone(message, options) })),
    });
  }

  postMessage(message: object): void {
    const clone = structuredClone(message);
    this.told.push(clone);
    this.#unread.push(clone);
  }

  terminate(): void {
    this.isEnded = true;
  }

  /** Does what was sent first and is not done yet. */
  work(): void {
    const data = this.#unread.shift();
    if (!data) throw new Error('Nothing was asked.');
    this.#inside.dispatchEvent(new MessageEvent('message', { data }));
  }

  fail(kind: 'error' | 'messageerror'): void {
    this.dispatchEvent(
      kind === 'error' ? Object.assign(new Event('error'), { message: 'out of memory' }) : new Event(kind),
    );
  }
}
