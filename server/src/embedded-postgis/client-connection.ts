import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { BackendTurns, Session } from './backend-turns.ts';
import { hangUp } from './hang-up.ts';
import { StatementNames } from './statement-names.ts';
import {
  buildMessage,
  cleartextPasswordRequest,
  errorResponse,
  MAX_STARTUP_BYTES,
  MessageReader,
  MessageType,
  StartupCode,
  welcome,
  WireProtocolError,
} from './wire-message.ts';

export interface ClientConnectionOptions {
  /** Unique among all connections of this backend's life. */
  readonly id: number;
  readonly cancelKey: number;
  readonly password: string;
  /** Server settings reported to the client after sign-in. */
  readonly settings: ReadonlyMap<string, string>;
  readonly idleTransactionLimitMs: number;
  /** How long a client may take from connecting to its right password. */
  readonly signInLimitMs: number;
}

/** True of every statement that waits for the client's COPY data; a false alarm costs one ignored message. */
function mayCopyIn(sql: string): boolean {
  return /stdin/i.test(sql) && /copy/i.test(sql);
}

const REFUSE_COPY = buildMessage(
  MessageType.copyFail,
  'the embedded database takes no COPY FROM STDIN; use INSERT ... SELECT FROM unnest(...)',
);

/** Speaks PostgreSQL's protocol with one client and hands its messages, in batches, to the shared backend. */
export class ClientConnection implements Session {
  readonly #socket: Socket;
  readonly #turns: BackendTurns;
  readonly #options: ClientConnectionOptions;
  readonly #reader = new MessageReader();
  readonly #names: StatementNames;
  readonly #signInTimer: NodeJS.Timeout;
  #phase: 'startup' | 'password' | 'ready' | 'ended' = 'startup';
  #batch: Buffer[] = [];
  #mayCopyIn = false;

  constructor(socket: Socket, turns: BackendTurns, options: ClientConnectionOptions) {
    this.#socket = socket;
    this.#turns = turns;
    this.#options = options;
    this.#names = new StatementNames(options.id);
    this.#signInTimer = setTimeout(() => this.#end(), options.signInLimitMs);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A reset connection is followed by 'close', which is all that matters here.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(this.#signInTimer);
      this.#phase = 'ended';
      turns.leave(this);
    });
  }

  send(pieces: readonly Buffer[]): void {
    if (!this.#socket.writable) return;
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork();
  }

  releaseMessages(): Buffer[] {
    return this.#names.closeAll();
  }

  expire(): void {
    this.#end(
      '25P03',
      `terminating connection: it was idle in a transaction for ${this.#options.idleTransactionLimitMs} ms while all others had to wait`,
    );
  }

  /** Hangs up, with a last word when there is an error to tell. */
  #end(sqlState?: string, message = ''): void {
    this.#phase = 'ended';
    hangUp(this.#socket, sqlState ? errorResponse('FATAL', sqlState, message) : undefined);
  }

  #receive(chunk: Buffer): void {
    if (this.#phase === 'ended') return;
    this.#reader.append(chunk);
    try {
      while (this.#takeOne());
    } catch (error) {
      if (!(error instanceof WireProtocolError)) throw error;
      this.#end('08P01', error.message);
    }
  }

  /** Takes one message off the stream; false when there is no whole one. */
  #takeOne(): boolean {
    switch (this.#phase) {
      case 'startup': {
        const packet = this.#reader.takeStartupPacket();
        if (packet) this.#start(packet.readInt32BE(4));
        return packet !== undefined;
      }
      case 'password': {
        const message = this.#reader.takeMessage(MAX_STARTUP_BYTES);
        if (message) this.#signIn(message);
        return message !== undefined;
      }
      case 'ready': {
        const message = this.#reader.takeMessage();
        if (message) this.#take(message);
        return message !== undefined;
      }
      case 'ended':
        return false;
    }
  }

  #start(code: number): void {
    if (code === StartupCode.sslRequest || code === StartupCode.gssEncryptionRequest) {
      this.#socket.write('N');
    } else if (code === StartupCode.cancelRequest) {
      // One backend on one thread: while a query runs nobody can interrupt it, afterwards there is nothing to cancel.
      this.#end();
    } else if (code >>> 16 === StartupCode.protocol3 >>> 16) {
      this.#phase = 'password';
      this.#socket.write(cleartextPasswordRequest());
    } else {
      throw new WireProtocolError(`unsupported protocol ${code >>> 16}.${code & 0xffff}: expected 3.0`);
    }
  }

  #signIn(message: Buffer): void {
    if (message[0] !== MessageType.password) throw new WireProtocolError('expected a password');
    const given = message.subarray(5, -1);
    const expected = Buffer.from(this.#options.password);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      this.#end('28P01', 'password authentication failed');
      return;
    }
    clearTimeout(this.#signInTimer);
    this.#phase = 'ready';
    this.#socket.write(welcome(this.#options.settings, this.#options.id, this.#options.cancelKey));
  }

  #take(message: Buffer): void {
    switch (message[0]) {
      case MessageType.query:
        this.#noticeCopyIn(message);
        this.#batch.push(message);
        this.#refuseCopyIn();
        this.#submit(true);
        return;
      case MessageType.parse:
        this.#noticeCopyIn(message);
        this.#batch.push(...this.#names.rewrite(message));
        return;
      case MessageType.execute:
        this.#batch.push(...this.#names.rewrite(message));
        this.#refuseCopyIn();
        return;
      case MessageType.bind:
      case MessageType.describe:
      case MessageType.close:
        this.#batch.push(...this.#names.rewrite(message));
        return;
      case MessageType.sync:
      case MessageType.functionCall:
        this.#batch.push(message);
        this.#submit(true);
        return;
      case MessageType.flush:
        this.#batch.push(message);
        this.#submit(false);
        return;
      case MessageType.copyData:
      case MessageType.copyDone:
      case MessageType.copyFail:
        // Sent by a client that did not wait to hear that its COPY was refused.
        return;
      case MessageType.terminate:
        this.#end();
        return;
      default:
        throw new WireProtocolError(`unknown message type ${message[0]}`);
    }
  }

  #noticeCopyIn(message: Buffer): void {
    this.#mayCopyIn ||= mayCopyIn(message.toString('latin1', 5));
  }

  /**
   * The backend would read COPY data from a client that cannot be asked for any while the engine runs. A CopyFail
   * right behind the statement makes it a plain error; where nothing waits for data, the backend ignores it.
   */
  #refuseCopyIn(): void {
    if (this.#mayCopyIn) this.#batch.push(REFUSE_COPY);
  }

  #submit(endsWithReady: boolean): void {
    this.#turns.submit(this, { pieces: this.#batch, endsWithReady });
    this.#batch = [];
  }
}
