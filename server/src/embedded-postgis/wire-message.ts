/**
 * PostgreSQL's wire protocol, version 3, as far as the multiplexer needs it: cutting a byte stream into messages and
 * building the few it sends itself. https://www.postgresql.org/docs/18/protocol-message-formats.html
 */

/** First byte of the messages the multiplexer looks at; one letter may mean two things, depending on who sends it. */
export const MessageType = {
  bind: 0x42,
  close: 0x43,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  describe: 0x44,
  execute: 0x45,
  flush: 0x48,
  functionCall: 0x46,
  parse: 0x50,
  password: 0x70,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
  authentication: 0x52,
  backendKeyData: 0x4b,
  copyInResponse: 0x47,
  errorResponse: 0x45,
  parameterStatus: 0x53,
  readyForQuery: 0x5a,
} as const;

/** Codes that stand where a first packet has its protocol version. */
export const StartupCode = {
  protocol3: 0x0003_0000,
  cancelRequest: 80877102,
  sslRequest: 80877103,
  gssEncryptionRequest: 80877104,
} as const;

/** Largest message taken from a signed-in client; PostgreSQL's own bound is 1 GiB, too much for a 32-bit engine. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** Largest packet taken before the password was checked; PostgreSQL's MAX_STARTUP_PACKET_LENGTH. */
export const MAX_STARTUP_BYTES = 10_000;

/** The other side broke the protocol: the stream cannot be cut into messages any more and its connection must end. */
export class WireProtocolError extends Error {}

/**
 * Cuts a byte stream into whole messages, whatever the chunks it arrives in. A message inside one chunk is a view of
 * it; one that spans chunks is joined once, when its last byte is there, so every byte is copied at most once.
 */
export class MessageReader {
  readonly #chunks: Buffer[] = [];
  #headOffset = 0;
  #availableBytes = 0;

  append(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#availableBytes += chunk.length;
  }

  /**
   * The next message with its type byte and length, or undefined until all of it has arrived.
   * @throws WireProtocolError when its length field is below 4 or above `maxBytes`.
   */
  takeMessage(maxBytes: number = MAX_MESSAGE_BYTES): Buffer | undefined {
    return this.#take(1, 4, maxBytes);
  }

  /**
   * The next packet without a type byte, which is how a connection begins.
   * @throws WireProtocolError when its length field is below 8 or above {@link MAX_STARTUP_BYTES}.
   */
  takeStartupPacket(): Buffer | undefined {
    return this.#take(0, 8, MAX_STARTUP_BYTES);
  }

  #take(lengthOffset: number, minLength: number, maxLength: number): Buffer | undefined {
    if (this.#availableBytes < lengthOffset + 4) return undefined;
    this.#joinHead(lengthOffset + 4);
    const length = this.#chunks[0]!.readInt32BE(this.#headOffset + lengthOffset);
    if (length < minLength || length > maxLength) {
      throw new WireProtocolError(`invalid message length ${length}: expected ${minLength} to ${maxLength}`);
    }
    const totalBytes = lengthOffset + length;
    if (this.#availableBytes < totalBytes) return undefined;
    this.#joinHead(totalBytes);
    const head = this.#chunks[0]!;
    const message = head.subarray(this.#headOffset, this.#headOffset + totalBytes);
    this.#headOffset += totalBytes;
    this.#availableBytes -= totalBytes;
    if (this.#headOffset === head.length) {
      this.#chunks.shift();
      this.#headOffset = 0;
    }
    return message;
  }

  /** Makes the first `byteCount` unread bytes lie in one chunk; joins no more chunks than that takes. */
  #joinHead(byteCount: number): void {
    let joinedBytes = this.#chunks[0]!.length - this.#headOffset;
    if (joinedBytes >= byteCount) return;
    let count = 1;
    while (joinedBytes < byteCount) joinedBytes += this.#chunks[count++]!.length;
    const parts = this.#chunks.slice(0, count);
    parts[0] = parts[0]!.subarray(this.#headOffset);
    this.#chunks.splice(0, count, Buffer.concat(parts, joinedBytes));
    this.#headOffset = 0;
  }
}

/** The five bytes before a message's body. */
export function messageHeader(type: number, bodyBytes: number): Buffer {
  const header = Buffer.allocUnsafe(5);
  header[0] = type;
  header.writeInt32BE(bodyBytes + 4, 1);
  return header;
}

/** A message whose body is `parts` one after the other; strings are sent zero-terminated. */
export function buildMessage(type: number, ...parts: (string | Buffer)[]): Buffer {
  const body = parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part));
  const bodyBytes = body.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([messageHeader(type, bodyBytes), ...body]);
}

export type ErrorSeverity = 'ERROR' | 'FATAL';

/** An ErrorResponse; `sqlState` is the five-character code clients test for. */
export function errorResponse(severity: ErrorSeverity, sqlState: string, message: string): Buffer {
  return buildMessage(
    MessageType.errorResponse,
    `S${severity}`,
    `V${severity}`,
    `C${sqlState}`,
    `M${message}`,
    Buffer.from([0]),
  );
}

/** `I` idle, `T` in a transaction, `E` in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

export function readyForQuery(status: TransactionStatus): Buffer {
  return buildMessage(MessageType.readyForQuery, Buffer.from(status));
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const AUTHENTICATION_OK = 0;
const AUTHENTICATION_CLEARTEXT_PASSWORD = 3;

export function cleartextPasswordRequest(): Buffer {
  return buildMessage(MessageType.authentication, int32(AUTHENTICATION_CLEARTEXT_PASSWORD));
}

/** All a client expects after its password: accepted, the server's settings, the cancel key, ready. */
export function welcome(settings: ReadonlyMap<string, string>, processId: number, cancelKey: number): Buffer {
  return Buffer.concat([
    buildMessage(MessageType.authentication, int32(AUTHENTICATION_OK)),
    ...[...settings].map(([name, value]) => buildMessage(MessageType.parameterStatus, name, value)),
    buildMessage(MessageType.backendKeyData, int32(processId), int32(cancelKey)),
    readyForQuery('I'),
  ]);
}
