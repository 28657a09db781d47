/** What of a thread its owner needs. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** What a thread does: the answer to a question, whose fields are never changed in place. May report 0–1 of it that is done. Throws where there is no answer. */
export type BrowserTask = (question: never, report: (share: number) => void) => unknown;
export type QuestionOf<Task extends BrowserTask> = Parameters<Task>[0];
export type AnswerOf<Task extends BrowserTask> = ReturnType<Task>;

/** To the thread, a question: those of its fields that are not as in the question before. */
export type TaskRequest<Task extends BrowserTask> = Partial<QuestionOf<Task>>;

/** From the thread: progress while it takes long, then one of the others. */
export type TaskReply<Task extends BrowserTask> =
  | { kind: 'progress'; share: number }
  | { kind: 'answer'; answer: AnswerOf<Task>; computeMs: number }
  | { kind: 'failed'; reason: string };

/** Who asked. Of a question that was overtaken, cancelled or closed nothing is heard, but see {@link BrowserTaskOptions.hearsOvertaken}. */
export interface TaskListener<Task extends BrowserTask> {
  onAnswer(answer: AnswerOf<Task>, computeMs: number): void;
  /** There is no answer: the task threw, or its thread failed again and again. */
  onFailure(reason: string): void;
  onProgress?(share: number): void;
}

export interface BrowserTaskOptions {
  start(): WorkerLike;
  /** A question that is overtaken while it runs is still answered, so that something is seen while the latest waits. */
  hearsOvertaken?: boolean;
  /** A question that has run so long is given up for one that waits; without it, it may take its time. */
  abandonAfterMs?: number;
}

export interface OpenBrowserTask<Task extends BrowserTask> {
  /** Asks. One question is answered at a time; of those that wait only the latest is. */
  ask(question: QuestionOf<Task>, listener: TaskListener<Task>): void;
  /** Gives up what runs and what waits. */
  cancel(): void;
  close(): void;
}

/** Milliseconds before a question is asked again of a new thread where the last failed; after the last it is given up. */
export const RESTART_MS = [300, 2_000, 8_000] as const;

interface Asked<Task extends BrowserTask> {
  question: QuestionOf<Task>;
  listener: TaskListener<Task>;
}

/**
 * A thread that answers questions (serve-browser-task.ts is its side), with an owner: where it does not start (its script did
 * not come), ends with an error or answers what cannot be read, the latest question is asked again of a new one, after growing pauses.
 */
export function openBrowserTask<Task extends BrowserTask>({
  start,
  hearsOvertaken = false,
  abandonAfterMs,
}: BrowserTaskOptions): OpenBrowserTask<Task> {
  let worker: WorkerLike | null = null;
  /** The question whose fields the thread has. */
  let told: QuestionOf<Task> | null = null;
  let running: (Asked<Task> & { startedMs: number }) | null = null;
  let waiting: Asked<Task> | null = null;
  let restartTimer: ReturnType<typeof setTimeout> | null = null;
  let abandonTimer: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;

  function open(): WorkerLike {
    const opened = start();
    opened.addEventListener('message', ({ data }: MessageEvent<TaskReply<Task>>) => {
      if (worker === opened) hear(data);
    });
    opened.addEventListener('error', ({ message }) => {
      if (worker === opened) mend(message || 'The thread did not start.');
    });
    opened.addEventListener('messageerror', () => {
      if (worker === opened) mend('The answer cannot be read.');
    });
    return opened;
  }

  /** A thread in the middle of a computation hears nothing: to stop it is to end it. */
  function end(): void {
    if (restartTimer !== null) clearTimeout(restartTimer);
    restartTimer = null;
    stopAbandoning();
    worker?.terminate();
    worker = null;
    told = null;
    running = null;
  }

  function stopAbandoning(): void {
    if (abandonTimer !== null) clearTimeout(abandonTimer);
    abandonTimer = null;
  }

  function askNext(): void {
    if (!waiting || running) return;
    const { question } = waiting;
    running = { ...waiting, startedMs: performance.now() };
    waiting = null;
    worker ??= open();
    worker.postMessage(findChanged<QuestionOf<Task>>(told, question), { transfer: [] });
    told = question;
  }

  function hear(reply: TaskReply<Task>): void {
    if (!running) return;
    const { listener } = running;
    const isOvertaken = waiting !== null;
    if (reply.kind === 'progress') {
      if (!isOvertaken) listener.onProgress?.(reply.share);
      return;
    }
    failures = 0;
    running = null;
    stopAbandoning();
    // Asked first, so that the thread goes on while the page shows the answer.
    askNext();
    if (isOvertaken && !hearsOvertaken) return;
    if (reply.kind === 'answer') listener.onAnswer(reply.answer, reply.computeMs);
    else listener.onFailure(reply.reason);
  }

  /** Lets the latest question wait for a new thread. One that owed nothing is started when it is needed. */
  function mend(reason: string): void {
    const owed = waiting ?? running;
    end();
    waiting = owed;
    if (!owed) return;
    const delayMs = RESTART_MS[failures++];
    if (delayMs === undefined) {
      failures = 0;
      waiting = null;
      owed.listener.onFailure(reason);
      return;
    }
    restartTimer = setTimeout(() => {
      restartTimer = null;
      askNext();
    }, delayMs);
  }

  worker = open();
  return {
    ask(question, listener) {
      waiting = { question, listener };
      if (restartTimer === null) askNext();
      if (!running || !waiting || abandonAfterMs === undefined) return;
      abandonTimer ??= setTimeout(
        () => {
          end();
          askNext();
        },
        Math.max(0, running.startedMs + abandonAfterMs - performance.now()),
      );
    },
    cancel() {
      waiting = null;
      if (!running && restartTimer === null) return;
      end();
      worker = open();
    },
    close: end,
  };
}

/** The fields of `next` that are not those of `last`; undefined for those that it has no more. */
function findChanged<Question extends object>(last: Question | null, next: Question): Partial<Question> {
  const changed: Partial<Question> = {};
  for (const key of Object.keys({ ...last, ...next }) as (keyof Question)[])
    if (!last || !Object.is(last[key], next[key])) changed[key] = next[key];
  return changed;
}
