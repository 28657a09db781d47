import type { LiveCatchUp, ResumePoint } from '@liaowang/shared/contract/socket-events';
import { describe, expect, it } from 'vitest';
import { createPositionBuffer } from '../../../client/src/live/position-buffer.ts';
import { createPositionStream, toBytes } from '../../../client/src/live/position-stream.ts';
import { createFrameSource, type TestFix } from './frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const at = (lng: number): TestFix => ({ unitId: 1, lng, lat: 34, fixTimeMs: NOW });

/** A stream whose catch-ups the test answers by hand. */
function createScene() {
  const source = createFrameSource();
  const buffer = createPositionBuffer();
  const asked: Array<{ point: ResumePoint; answer(catchUp: LiveCatchUp | null): void }> = [];
  const seen = { rejoins: 0, resyncs: 0 };
  const stream = createPositionStream({
    buffer,
    now: () => NOW,
    requestCatchUp: (point) => new Promise((resolve) => asked.push({ point, answer: resolve })),
    rejoin: () => seen.rejoins++,
    onResynced: () => seen.resyncs++,
  });
  stream.receiveSnapshot(source.snapshot([at(118)], NOW));
  return { source, buffer, stream, asked, seen, settle: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('createPositionStream', () => {
  it('asks once for what a hole swallowed and goes on from the replay', async () => {
    const { source, buffer, stream, asked, seen, settle } = createScene();
    const lost = source.moved([at(118.1)], NOW);
    const second = source.moved([at(118.2)], NOW);
    const third = source.moved([at(118.3)], NOW);
    stream.receive(second);
    stream.receive(third);
    expect(asked.map(({ point }) => point)).toEqual([{ epoch: 1, seq: 1 }]);
    asked[0]!.answer({ kind: 'replay', frames: [lost, second, third] });
    await settle();
    expect(buffer.fixOf(1)?.lng).toBeCloseTo(118.3, 9);
    expect(seen).toEqual({ rejoins: 0, resyncs: 1 });
    stream.receive(source.moved([at(118.4)], NOW));
    expect(buffer.fixOf(1)?.lng).toBeCloseTo(118.4, 9);
    expect(asked).toHaveLength(1);
  });

  it('takes a snapshot where the server no longer has the frames', async () => {
    const { source, buffer, stream, asked, seen, settle } = createScene();
    source.moved([at(118.1)], NOW);
    stream.receive(source.moved([at(118.2)], NOW));
    asked[0]!.answer({ kind: 'snapshot', frame: source.snapshot([at(118.5)], NOW) });
    await settle();
    expect(buffer.fixOf(1)?.lng).toBeCloseTo(118.5, 9);
    expect(seen.resyncs).toBe(1);
  });

  it('asks again at the next hole when a catch-up was not answered', async () => {
    const { source, stream, asked, settle } = createScene();
    source.moved([at(118.1)], NOW);
    stream.receive(source.moved([at(118.2)], NOW));
    asked[0]!.answer(null);
    await settle();
    stream.receive(source.moved([at(118.3)], NOW));
    expect(asked).toHaveLength(2);
  });

  it('joins anew when the replay has a hole itself, or a frame is garbled', async () => {
    const { source, stream, asked, seen, settle } = createScene();
    source.moved([at(118.1)], NOW);
    const second = source.moved([at(118.2)], NOW);
    stream.receive(second);
    asked[0]!.answer({ kind: 'replay', frames: [second] });
    await settle();
    expect(seen).toEqual({ rejoins: 1, resyncs: 0 });
    stream.receive(new Uint8Array(10));
    stream.receive('not even bytes');
    expect(seen.rejoins).toBe(3);
  });
});

describe('toBytes', () => {
  it('reads what the parsers of Node and of browsers make of a binary payload, and nothing else', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(toBytes(bytes)).toBe(bytes);
    expect(toBytes(Buffer.from(bytes))).toEqual(Buffer.from(bytes));
    expect(toBytes(bytes.buffer)).toEqual(bytes);
    for (const other of [null, undefined, 'text', [1, 2, 3], { data: bytes }]) expect(toBytes(other)).toBeNull();
  });
});
