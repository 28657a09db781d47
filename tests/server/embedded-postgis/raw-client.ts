import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { buildMessage, MessageReader, MessageType } from '../../../server/src/embedded-postgis/wire-message.ts';

export interface RawMessage {
  /** The letter of its type. */
  readonly type: string;
  readonly body: Buffer;
}

/** A bare connection to a multiplexer, for what `pg` never does. */
export interface RawClient {
  readonly socket: Socket;
  /** Messages up to and including the next of one of these types (letters); stops early when the connection ends. */
  readUntil(types: string): Promise<RawMessage[]>;
}

export function startupPacket(code: number, body = Buffer.alloc(0)): Buffer {
  const packet = Buffer.alloc(8 + body.length);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(code, 4);
  body.copy(packet, 8);
  return packet;
}

export async function connectRaw(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const reader = new MessageReader();
  let ended = false;
  let wake: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    reader.append(chunk);
    wake();
  });
  socket.on('close', () => {
    ended = true;
    wake();
  });
  return {
    socket,
    async readUntil(types) {
      const messages: RawMessage[] = [];
      for (;;) {
        const message = reader.takeMessage();
        if (message) {
          const type = String.fromCharCode(message[0]!);
          messages.push({ type, body: message.subarray(5) });
          if (types.includes(type)) return messages;
        } else if (ended) {
          return messages;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}

/** Connects and signs in; the client is ready for its first query. */
export async function signInRaw(port: number, password: string): Promise<RawClient> {
  const client = await connectRaw(port);
  client.socket.write(startupPacket(0x0003_0000, Buffer.from('user\0postgres\0\0')));
  await client.readUntil('R');
  client.socket.write(buildMessage(MessageType.password, password));
  await client.readUntil('Z');
  return client;
}
