import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  createByteWriter,
  readSignedVarint,
  readVarint,
  writeSignedVarint,
  writeVarint,
  type ByteReader,
} from '@liaowang/shared/contract/varint';

const readerOf = (bytes: Uint8Array): ByteReader => ({ bytes, offset: 0, failed: false });

it('brings unsigned and signed integers back, from a writer that had to grow', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          unsigned: fc.integer({ min: 0, max: 0xffffffff }),
          signed: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        }),
      ),
      (pairs) => {
        const writer = createByteWriter(1);
        for (const { unsigned, signed } of pairs) {
          writeVarint(writer, unsigned);
          writeSignedVarint(writer, signed);
        }
        const reader = readerOf(writer.bytes.subarray(0, writer.length));
        expect(pairs.map(() => ({ unsigned: readVarint(reader), signed: readSignedVarint(reader) }))).toEqual(pairs);
        expect([reader.failed, reader.offset]).toEqual([false, writer.length]);
      },
    ),
  );
});

it.each([
  [0, 1],
  [127, 1],
  [128, 2],
  [16_383, 2],
  [16_384, 3],
  [0xffffffff, 5],
])('writes %i in %i bytes', (value, bytes) => {
  const writer = createByteWriter(8);
  writeVarint(writer, value);
  expect(writer.length).toBe(bytes);
});

it.each([
  [0, 1],
  [-1, 1],
  [63, 1],
  [-64, 1],
  [64, 2],
])('writes the signed %i in %i bytes', (value, bytes) => {
  const writer = createByteWriter(8);
  writeSignedVarint(writer, value);
  expect(writer.length).toBe(bytes);
});

it('fails for good past the end and over five bytes, and never throws', () => {
  for (const bytes of [[], [0x80], [0x80, 0x80, 0x80, 0x80, 0x80], [0xff, 0xff, 0xff, 0xff, 0xff, 0x01]]) {
    const reader = readerOf(Uint8Array.from(bytes));
    expect(readVarint(reader)).toBe(0);
    readVarint(reader);
    expect(reader.failed).toBe(true);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
      const reader = readerOf(bytes);
      const value = readVarint(reader);
      expect(value >= 0 && value <= 0xffffffff).toBe(true);
    }),
  );
});
