import { keepWorker, type WorkerLike } from './keep-worker.ts';

export interface LatestTaskOptions<Task, Answer> {
  start(): WorkerLike;
  /** The answer to the task that was asked last. */
  onAnswer(answer: Answer, task: Task): void;
  /** The thread failed again and again: what it owed will not come. */
  onGone(): void;
}

export interface LatestTask<Task> {
  ask(task: Omit<Task, 'id'>): void;
  close(): void;
}

/** A thread that does one task at a time: of those that come meanwhile only the latest is done, and only its answer is heard. */
export function keepLatestTask<Task extends { id: number }, Answer extends { id: number }>({
  start,
  onAnswer,
  onGone,
}: LatestTaskOptions<Task, Answer>): LatestTask<Task> {
  let latest: Task | null = null;
  let isBusy = false;
  const worker = keepWorker<Task, Answer>({
    start,
    onAnswer(answer) {
      isBusy = false;
      if (!latest) return;
      if (answer.id === latest.id) return onAnswer(answer, latest);
      isBusy = true;
      worker.post(latest);
    },
    findReplay: () => (isBusy && latest ? [latest] : []),
    onGone() {
      isBusy = false;
      onGone();
    },
  });
  return {
    ask(task) {
      latest = { ...task, id: (latest?.id ?? 0) + 1 } as Task;
      if (isBusy) return;
      isBusy = true;
      worker.post(latest);
    },
    close: () => worker.close(),
  };
}
