import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildMessage,
  errorResponse,
  MAX_MESSAGE_BYTES,
  MessageReader,
  MessageType,
  WireProtocolError,
} from '../../../server/src/embedded-postgis/wire-message.ts';

const message = fc
  .tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 300 }))
  .map(([type, body]) => buildMessage(type, Buffer.from(body)));

function takeAll(reader: MessageReader): Buffer[] {
  const taken: Buffer[] = [];
  for (let next = reader.takeMessage(); next; next = reader.takeMessage()) taken.push(Buffer.from(next));
  return taken;
}

describe('MessageReader', () => {
  it('yields the same messages however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 6_000 }), { maxLength: 60 }),
        (messages, cuts) => {
          const stream = Buffer.concat(messages);
          const edges = [0, ...cuts.filter((cut) => cut < stream.length).sort((a, b) => a - b), stream.length];
          const reader = new MessageReader();
          const taken: Buffer[] = [];
          for (let i = 1; i < edges.length; i++) {
            reader.append(stream.subarray(edges[i - 1], edges[i]));
            taken.push(...takeAll(reader));
          }
          expect(taken).toEqual(messages);
        },
      ),
    );
  });

  it('takes a stream byte by byte', () => {
    const messages = [
      buildMessage(MessageType.query, 'SELECT 1'),
      buildMessage(MessageType.sync),
      buildMessage(MessageType.query, ''),
    ];
    const reader = new MessageReader();
    const taken: Buffer[] = [];
    for (const byte of Buffer.concat(messages)) {
      reader.append(Buffer.from([byte]));
      taken.push(...takeAll(reader));
    }
    expect(taken).toEqual(messages);
  });

  it('gives a whole message as a view, without a copy', () => {
    const chunk = buildMessage(MessageType.query, 'SELECT 1');
    const reader = new MessageReader();
    reader.append(chunk);
    expect(reader.takeMessage()!.buffer).toBe(chunk.buffer);
  });

  it('joins a 16 MB message that arrives in 4 KB chunks in linear time', () => {
    const large = buildMessage(MessageType.bind, Buffer.alloc(16 * 1024 * 1024, 7));
    const reader = new MessageReader();
    const startedAt = performance.now();
    for (let offset = 0; offset < large.length; offset += 4096) {
      expect(reader.takeMessage()).toBeUndefined();
      reader.append(large.subarray(offset, offset + 4096));
    }
    expect(reader.takeMessage()!.equals(large)).toBe(true);
    // Copying what has arrived at each chunk would move 32 GB.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it.each([-1, 0, 3, MAX_MESSAGE_BYTES + 1, 0x7fff_ffff])('refuses a message length of %i at its header', (length) => {
    const header = Buffer.alloc(5);
    header[0] = MessageType.query;
    header.writeInt32BE(length, 1);
    const reader = new MessageReader();
    reader.append(header);
    expect(() => reader.takeMessage()).toThrow(WireProtocolError);
  });

  it('refuses a first packet over 10,000 bytes: nobody has signed in yet', () => {
    const header = Buffer.alloc(8);
    header.writeInt32BE(10_001, 0);
    const reader = new MessageReader();
    reader.append(header);
    expect(() => reader.takeStartupPacket()).toThrow(WireProtocolError);
  });
});

it('builds an error a client can read', () => {
  expect(errorResponse('FATAL', '53300', 'full').toString('latin1')).toBe(
    'E\0\0\0\x20SFATAL\0VFATAL\0C53300\0Mfull\0\0',
  );
});
