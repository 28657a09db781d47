import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeSeen, encodeSeen } from '@liaowang/shared/analysis/revisit/seen-codec';
import { collectSeen, createVisitColumns, stampVisit } from '@liaowang/shared/analysis/revisit/visit-columns';

const CELLS = 200;
const stamps = fc
  .array(
    fc.record({
      first: fc.integer({ min: 0, max: CELLS - 1 }),
      length: fc.integer({ min: 1, max: 20 }),
      second: fc.integer({ min: 0, max: 3_599 }),
    }),
    { maxLength: 120 },
  )
  .map((list) => list.sort((a, b) => a.second - b.second));

function seenOf(list: Array<{ first: number; length: number; second: number }>, mergeSeconds?: number) {
  const columns = createVisitColumns(CELLS, mergeSeconds);
  for (const { first, length, second } of list)
    stampVisit(columns, first, Math.min(CELLS, first + length), second, second);
  return collectSeen(columns);
}

it('gives back every column of any hour', () => {
  fc.assert(
    fc.property(stamps, fc.constantFrom(0, 60), (list, mergeSeconds) => {
      expect(decodeSeen(encodeSeen(seenOf(list, mergeSeconds)))).toEqual(seenOf(list, mergeSeconds));
    }),
  );
});

it('holds the largest sum of squares an hour can have', () => {
  const seen = seenOf(
    [
      { first: 0, length: 1, second: 0 },
      { first: 0, length: 1, second: 1 },
      { first: 0, length: 1, second: 3_599 },
    ],
    0,
  );
  expect(seen.gapSquareSum[0]).toBe(1 + 3_598 ** 2);
  expect(decodeSeen(encodeSeen(seen))).toEqual(seen);
});

it('refuses bytes that are cut short, or too long', () => {
  const bytes = encodeSeen(seenOf([{ first: 3, length: 9, second: 7 }]));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
      expect(() => decodeSeen(bytes.subarray(0, length))).toThrow(RangeError);
    }),
  );
  expect(() => decodeSeen(new Uint8Array([...bytes, 0]))).toThrow(RangeError);
});
