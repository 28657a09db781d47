import { buildMessage, MessageType, messageHeader, WireProtocolError } from './wire-message.ts';

const STATEMENT = 0x53;

/**
 * Prepared statements and portals live in the one backend all connections share, so each connection's names are
 * replaced by its own: `s<connection>_<n>`. Short ones: the backend cuts names at 63 bytes, and a prefix before a long
 * name would make two statements one. Unnamed statements stay unnamed: a client must send Parse and Bind of those in
 * one batch, as `pg` does.
 */
export class StatementNames {
  readonly #connectionId: number;
  readonly #backendNames = new Map<string, string>();
  #created = 0;

  constructor(connectionId: number) {
    this.#connectionId = connectionId;
  }

  /**
   * The message in pieces, its statement and portal names replaced; bodies are views, never copied.
   * @throws WireProtocolError when a name has no end.
   */
  rewrite(message: Buffer): Buffer[] {
    switch (message[0]) {
      case MessageType.parse:
        return this.#replaceNames(message, 5, 1);
      case MessageType.bind:
        return this.#replaceNames(message, 5, 2);
      case MessageType.execute:
        return this.#replaceNames(message, 5, 1);
      case MessageType.describe:
        return this.#replaceNames(message, 6, 1);
      case MessageType.close: {
        const pieces = this.#replaceNames(message, 6, 1);
        if (message[5] === STATEMENT) this.#backendNames.delete(readName(message, 6));
        return pieces;
      }
      default:
        return [message];
    }
  }

  /** Close messages for every statement this connection left in the backend; closing an unknown name is no error. */
  closeAll(): Buffer[] {
    const messages = [...this.#backendNames.values()].map((name) =>
      buildMessage(MessageType.close, Buffer.from('S'), name),
    );
    this.#backendNames.clear();
    return messages;
  }

  #replaceNames(message: Buffer, start: number, count: number): Buffer[] {
    let end = start;
    let named = false;
    const replaced: string[] = [];
    for (let i = 0; i < count; i++) {
      const name = readName(message, end);
      end += Buffer.byteLength(name, 'latin1') + 1;
      named ||= name !== '';
      replaced.push(name === '' ? '' : this.#backendName(name));
    }
    if (!named) return [message];
    const names = Buffer.concat([message.subarray(5, start), Buffer.from(`${replaced.join('\0')}\0`)]);
    const rest = message.subarray(end);
    return [messageHeader(message[0]!, names.length + rest.length), names, rest];
  }

  #backendName(name: string): string {
    let backendName = this.#backendNames.get(name);
    if (backendName === undefined) {
      backendName = `s${this.#connectionId}_${++this.#created}`;
      this.#backendNames.set(name, backendName);
    }
    return backendName;
  }
}

/** The zero-terminated name at `offset`, one character a byte so that any encoding survives as a key. */
function readName(message: Buffer, offset: number): string {
  const end = message.indexOf(0, offset);
  if (end < 0) throw new WireProtocolError('a statement or portal name has no end');
  return message.toString('latin1', offset, end);
}
