/** What of a thread its owner needs. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Milliseconds before each new start of a thread that failed; after the last it is given up until it is asked again. */
export const RESTART_MS = [300, 2_000, 8_000] as const;

export interface KeptWorkerOptions<Request, Answer> {
  start(): WorkerLike;
  onAnswer(answer: Answer): void;
  /** What a new thread must be told to stand where the failed one stood: what it knew, and what it owes an answer to. */
  findReplay(): readonly Request[];
  /** The thread failed again and again: what it owed will not come. */
  onGone(reason: string): void;
}

export interface KeptWorker<Request> {
  /** Tells the thread. While it is being started anew nothing is sent: {@link KeptWorkerOptions.findReplay} says it all. */
  post(request: Request): void;
  close(): void;
}

/**
 * A thread with an owner: where it does not start (its script did not come), ends with an error or answers what cannot be
 * read, it is started anew with growing pauses, and told again what it was told.
 */
export function keepWorker<Request, Answer>({
  start,
  onAnswer,
  findReplay,
  onGone,
}: KeptWorkerOptions<Request, Answer>): KeptWorker<Request> {
  let worker: WorkerLike | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;
  const send = (to: WorkerLike, request: Request): void => to.postMessage(request, { transfer: [] });

  function open(): WorkerLike {
    const opened = start();
    const fail = (reason: string): void => {
      if (worker !== opened) return;
      worker = null;
      opened.terminate();
      const delayMs = RESTART_MS[failures++];
      if (delayMs === undefined) {
        failures = 0;
        onGone(reason);
        return;
      }
      timer = setTimeout(() => {
        timer = null;
        worker = open();
        for (const request of findReplay()) send(worker, request);
      }, delayMs);
    };
    opened.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (worker !== opened) return;
      failures = 0;
      onAnswer(data);
    });
    opened.addEventListener('error', ({ message }) => fail(message || 'The thread did not start.'));
    opened.addEventListener('messageerror', () => fail('The answer cannot be read.'));
    return opened;
  }

  worker = open();
  return {
    post(request) {
      if (worker) return send(worker, request);
      if (timer !== null) return;
      worker = open();
      for (const known of findReplay()) send(worker, known);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      worker?.terminate();
      worker = null;
    },
  };
}
