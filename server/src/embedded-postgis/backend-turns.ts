import type { PGlite } from '@electric-sql/pglite';
import { cleanBackendReply } from './backend-reply.ts';
import { buildMessage, MessageType } from './wire-message.ts';

/** The backend, which must have no other user than the {@link BackendTurns} it is given to. */
export type Backend = Pick<PGlite, 'execProtocolRawStream'>;

/** Messages that are run in one go: up to the Sync or Query (or Flush) that makes the backend answer. */
export interface Batch {
  readonly pieces: readonly Buffer[];
  /** False for a batch that ends in Flush: the answer is wanted, the pipeline goes on. */
  readonly endsWithReady: boolean;
}

/** One connection as seen from the backend. */
export interface Session {
  /** Gives the reply to the client; must not throw when it is gone. */
  send(pieces: readonly Buffer[]): void;
  /** Messages that free what the connection left behind in the backend; asked for once, after its last batch. */
  releaseMessages(): Buffer[];
  /** It sat idle in a transaction for too long and has been rolled back: tell the client and hang up. */
  expire(): void;
}

interface Turns {
  readonly batches: Batch[];
  /** Its client is gone: when the batches are done its session is released. */
  leaving: boolean;
  released: boolean;
}

function hasWork(turns: Turns): boolean {
  return turns.batches.length > 0 || (turns.leaving && !turns.released);
}

const SYNC = buildMessage(MessageType.sync);
const ROLLBACK = buildMessage(MessageType.query, 'ROLLBACK');

/**
 * Shares one backend among sessions. A session runs one batch a turn, round robin; once a batch leaves it in a
 * transaction (or in a pipeline without Sync) the backend is its own until that ends. A session that holds it idle
 * for `idleTransactionLimitMs` loses it, so that one stuck client cannot stop all others.
 */
export class BackendTurns {
  readonly #backend: Backend;
  readonly #idleTransactionLimitMs: number;
  readonly #onLost: (reason: string) => void;
  readonly #sessions = new Map<Session, Turns>();
  readonly #waiting = new Set<Session>();
  #owner: Session | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #running = false;
  #run: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param onLost called when the backend no longer answers; nothing can be run on it any more */
  constructor(backend: Backend, idleTransactionLimitMs: number, onLost: (reason: string) => void) {
    this.#backend = backend;
    this.#idleTransactionLimitMs = idleTransactionLimitMs;
    this.#onLost = onLost;
  }

  submit(session: Session, batch: Batch): void {
    const turns = this.#turnsOf(session);
    if (turns.leaving || this.#closed) return;
    turns.batches.push(batch);
    this.#queue(session);
  }

  /** The session's client is gone: what it had sent is run, its open transaction rolled back, its statements freed. */
  leave(session: Session): void {
    const turns = this.#turnsOf(session);
    if (turns.leaving || this.#closed) return;
    turns.leaving = true;
    this.#queue(session);
  }

  /** Runs nothing more; resolves when the batch in hand is done. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idleTimer);
    await this.#run;
  }

  #turnsOf(session: Session): Turns {
    let turns = this.#sessions.get(session);
    if (!turns) {
      turns = { batches: [], leaving: false, released: false };
      this.#sessions.set(session, turns);
    }
    return turns;
  }

  #queue(session: Session): void {
    if (session === this.#owner) clearTimeout(this.#idleTimer);
    this.#waiting.add(session);
    if (this.#running) return;
    this.#running = true;
    this.#run = this.#runTurns();
  }

  async #runTurns(): Promise<void> {
    try {
      for (let session = this.#takeNext(); session && !this.#closed; session = this.#takeNext()) {
        const turns = this.#turnsOf(session);
        const batch = turns.batches.shift();
        await (batch ? this.#runBatch(session, batch) : this.#release(session));
        if (hasWork(turns)) this.#waiting.add(session);
        // The backend computes on this thread: let sockets be read and written between two turns.
        await new Promise(setImmediate);
      }
    } catch (error) {
      this.#closed = true;
      this.#onLost(error instanceof Error ? error.message : String(error));
    } finally {
      this.#running = false;
    }
  }

  /** Sessions in `#waiting` have work; while one owns the backend, only that one may have a turn. */
  #takeNext(): Session | undefined {
    const [first] = this.#waiting;
    const next = this.#owner ?? first;
    return next && this.#waiting.delete(next) ? next : undefined;
  }

  async #runBatch(session: Session, batch: Batch): Promise<void> {
    const { pieces, status } = cleanBackendReply(await this.#execute(batch.pieces), batch.endsWithReady);
    session.send(pieces);
    if (!batch.endsWithReady) this.#own(session);
    else if (status === undefined) throw new Error('the database engine stopped answering');
    else if (status === 'I') this.#owner = undefined;
    else this.#own(session);
  }

  async #release(session: Session): Promise<void> {
    this.#turnsOf(session).released = true;
    const messages = session.releaseMessages();
    if (messages.length > 0) messages.push(SYNC);
    // After a failed pipeline the first ROLLBACK is skipped up to Sync and the second counts; else the first does.
    if (this.#owner === session) messages.unshift(ROLLBACK, SYNC, ROLLBACK);
    if (messages.length > 0) await this.#execute(messages);
    this.#sessions.delete(session);
    this.#owner = undefined;
  }

  async #execute(pieces: readonly Buffer[]): Promise<Buffer[]> {
    const chunks: Buffer[] = [];
    await this.#backend.execProtocolRawStream(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces), {
      // The bytes are a view of the engine's memory, valid only during the call.
      onRawData: (bytes) => chunks.push(Buffer.from(bytes)),
    });
    return chunks;
  }

  #own(session: Session): void {
    this.#owner = session;
    clearTimeout(this.#idleTimer);
    if (hasWork(this.#turnsOf(session))) return;
    this.#idleTimer = setTimeout(() => {
      this.leave(session);
      session.expire();
    }, this.#idleTransactionLimitMs);
  }
}
