import { RequestRefused } from '../../plugins/error-handler.ts';

/** Limits of the group commit. */
export const GROUP_COMMIT_DEFAULTS = {
  /** Rows of one statement: beyond this a statement takes longer than it saves. */
  maxRows: 2_000,
  /** Statements under way at once: two keep the database busy while one result travels. */
  concurrency: 2,
  /** Rows waiting beyond which new ones are refused: some seconds of a city, far below memory's end. */
  maxWaitingRows: 50_000,
};

/** Too many rows wait for the database; the sender should come back later. */
export class WriterOverloaded extends RequestRefused {
  constructor() {
    super(503, { code: 'overloaded', reason: 'Too many positions are waiting to be stored. Send again shortly.' });
  }
}

interface Waiting<T> {
  rows: readonly T[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Adaptive group commit: rows are written at once when the writer is idle, and gathered into one statement while a
 * write is under way; so latency is lowest when little happens and throughput highest when much does.
 * The promise of `commit` resolves after the statement that holds its rows has committed.
 */
export function createGroupCommit<T>(write: (rows: readonly T[]) => Promise<void>, limits = GROUP_COMMIT_DEFAULTS) {
  let waiting: Array<Waiting<T>> = [];
  let waitingRows = 0;
  let underWay = 0;

  function pump(): void {
    while (underWay < limits.concurrency && waiting.length > 0) {
      const taken: Array<Waiting<T>> = [];
      let rowCount = 0;
      while (taken.length < waiting.length) {
        const next = waiting[taken.length] as Waiting<T>;
        if (taken.length > 0 && rowCount + next.rows.length > limits.maxRows) break;
        taken.push(next);
        rowCount += next.rows.length;
      }
      waiting = waiting.slice(taken.length);
      waitingRows -= rowCount;
      underWay += 1;
      const rows = taken.length === 1 ? (taken[0] as Waiting<T>).rows : taken.flatMap((entry) => entry.rows);
      write(rows)
        .then(
          () => taken.forEach((entry) => entry.resolve()),
          (error: unknown) => taken.forEach((entry) => entry.reject(error)),
        )
        .finally(() => {
          underWay -= 1;
          pump();
        });
    }
  }

  return {
    /** @throws {WriterOverloaded} when too many rows wait; whatever `write` throws when their statement failed. */
    commit(rows: readonly T[]): Promise<void> {
      if (rows.length === 0) return Promise.resolve();
      if (waitingRows + rows.length > limits.maxWaitingRows) return Promise.reject(new WriterOverloaded());
      return new Promise((resolve, reject) => {
        waiting.push({ rows, resolve, reject });
        waitingRows += rows.length;
        pump();
      });
    },
    get waitingRows() {
      return waitingRows;
    },
  };
}
