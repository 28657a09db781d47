import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../../server/src/features/positions/group-commit.ts';

const LIMITS = { maxRows: 4, concurrency: 1, maxWaitingRows: 10 };

/** A database that answers when the test says so. */
function createSlowDatabase() {
  const statements: Array<{ rows: number[]; commit: () => void; fail: (error: Error) => void }> = [];
  return {
    statements,
    write: (rows: readonly number[]) =>
      new Promise<void>((resolve, reject) => void statements.push({ rows: [...rows], commit: resolve, fail: reject })),
  };
}

/** Whether a promise has settled by the time everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  await new Promise(setImmediate);
  return (await Promise.race([promise.catch(() => undefined), Promise.resolve(pending)])) !== pending;
}

describe('group commit', () => {
  it('writes at once when it is idle', () => {
    const { statements, write } = createSlowDatabase();
    void createGroupCommit(write, LIMITS).commit([1]);
    expect(statements.map((statement) => statement.rows)).toEqual([[1]]);
  });

  it('gathers while a statement is under way, in order and up to the limit', async () => {
    const { statements, write } = createSlowDatabase();
    const writer = createGroupCommit(write, LIMITS);
    const commits = [[1], [2, 3], [4], [5, 6], [7]].map((rows) => writer.commit(rows));
    expect(writer.waitingRows).toBe(6);
    statements[0]?.commit();
    await commits[0];
    await new Promise(setImmediate);
    statements[1]?.commit();
    await commits[2];
    await new Promise(setImmediate);
    statements[2]?.commit();
    await Promise.all(commits);
    expect(statements.map((statement) => statement.rows)).toEqual([[1], [2, 3, 4], [5, 6, 7]]);
    expect(writer.waitingRows).toBe(0);
  });

  it('resolves only after the statement that holds the rows', async () => {
    const { statements, write } = createSlowDatabase();
    const writer = createGroupCommit(write, LIMITS);
    const first = writer.commit([1]);
    const second = writer.commit([2]);
    expect(await isSettled(first)).toBe(false);
    statements[0]?.commit();
    await first;
    expect(await isSettled(second)).toBe(false);
    statements[1]?.commit();
    await second;
  });

  it('keeps as many statements under way as it may', () => {
    const { statements, write } = createSlowDatabase();
    const writer = createGroupCommit(write, { ...LIMITS, concurrency: 2 });
    for (const row of [1, 2, 3]) void writer.commit([row]);
    expect(statements.map((statement) => statement.rows)).toEqual([[1], [2]]);
  });

  it('writes a message longer than a statement in one statement of its own', () => {
    const { statements, write } = createSlowDatabase();
    void createGroupCommit(write, LIMITS).commit([1, 2, 3, 4, 5]);
    expect(statements.map((statement) => statement.rows)).toEqual([[1, 2, 3, 4, 5]]);
  });

  it('rejects the rows of a statement that failed and no others, and goes on', async () => {
    const { statements, write } = createSlowDatabase();
    const writer = createGroupCommit(write, LIMITS);
    const first = writer.commit([1]);
    const second = writer.commit([2]);
    statements[0]?.fail(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
    await new Promise(setImmediate);
    statements[1]?.commit();
    await second;
    await new Promise(setImmediate);
    const third = writer.commit([3]);
    statements[2]?.commit();
    await third;
  });

  it('refuses more than it may hold with 503, and takes rows again when there is room', async () => {
    const { statements, write } = createSlowDatabase();
    const writer = createGroupCommit(write, LIMITS);
    const underWay = writer.commit([0]);
    const waiting = writer.commit(Array.from({ length: 10 }, (_, i) => i));
    await expect(writer.commit([99])).rejects.toMatchObject({ statusCode: 503, refusal: { code: 'overloaded' } });
    statements[0]?.commit();
    await underWay;
    await new Promise(setImmediate);
    void writer.commit([100]);
    expect(writer.waitingRows).toBe(1);
    statements[1]?.commit();
    await waiting;
  });

  it('has nothing to do for no rows', async () => {
    const { statements, write } = createSlowDatabase();
    await createGroupCommit(write, LIMITS).commit([]);
    expect(statements).toEqual([]);
  });
});
